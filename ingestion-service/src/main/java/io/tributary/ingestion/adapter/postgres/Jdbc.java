package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.fault.StoreRefused;
import io.tributary.ingestion.fault.StoreUnavailable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs blocking calls on the scheduler for them, and gives the database's silence and its refusals their names. */
final class Jdbc {

    private final Scheduler blocking;

    Jdbc(Scheduler blocking) {
        this.blocking = blocking;
    }

    /** Empty when the call returns null. */
    <T> Mono<T> one(Callable<@Nullable T> call) {
        return named(Mono.<T>fromCallable(call).subscribeOn(blocking));
    }

    <T> Flux<T> many(Callable<List<T>> call) {
        return named(Mono.fromCallable(call).subscribeOn(blocking)).flatMapIterable(it -> it);
    }

    static StoreUnavailable unavailable(Throwable fault) {
        return new StoreUnavailable("the database did not answer", fault);
    }

    /** What the fault of a call means: a value that breaks a rule of the data is refused for ever, the rest passes. */
    static RuntimeException named(Throwable fault) {
        return fault instanceof DataIntegrityViolationException
                ? new StoreRefused("the database refused a value", fault)
                : unavailable(fault);
    }

    private static <T> Mono<T> named(Mono<T> call) {
        return call.onErrorMap(
                it -> it instanceof DataAccessException
                        || it instanceof TransactionException
                        || it instanceof RejectedExecutionException,
                Jdbc::named);
    }
}
