package io.tributary.gateway.adapter.postgres;

import io.tributary.gateway.fault.StoreUnavailable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs blocking statements where blocking is allowed, and translates the driver's faults once. */
public final class Store {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Scheduler blocking;

    public Store(JdbcClient jdbc, TransactionOperations transactions, Scheduler blocking) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blocking = blocking;
    }

    /** For callers that may block. */
    <T> T now(Function<JdbcClient, T> statements) {
        return translated(() -> statements.apply(jdbc));
    }

    void inTransaction(Runnable statements) {
        translated(() -> {
            transactions.executeWithoutResult(_ -> statements.run());
            return true;
        });
    }

    /** Empty when the statements answer null. */
    <T> Mono<T> later(Function<JdbcClient, T> statements) {
        return Mono.fromCallable(() -> now(statements)).subscribeOn(blocking);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    private static <T> T translated(Supplier<T> statements) {
        try {
            return statements.get();
        } catch (DataAccessException | TransactionException e) {
            throw new StoreUnavailable(e);
        }
    }
}
