package io.tributary.segment.adapter.postgres;

import io.tributary.segment.store.StoreUnavailable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs JDBC calls where blocking is allowed and translates their faults, once, into {@link StoreUnavailable}. */
final class Blocking {

    private final Scheduler scheduler;

    Blocking(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A null of {@code call} is an empty answer. */
    <T> Mono<T> ask(Supplier<? extends @Nullable T> call) {
        return Mono.<T>fromCallable(() -> translating(call)).subscribeOn(scheduler);
    }

    static <T extends @Nullable Object> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (DataAccessResourceFailureException
                | TransientDataAccessException
                | RecoverableDataAccessException
                | TransactionException e) {
            throw new StoreUnavailable("PostgreSQL does not answer", e);
        }
    }
}
