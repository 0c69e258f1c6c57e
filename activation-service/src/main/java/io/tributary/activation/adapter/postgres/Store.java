package io.tributary.activation.adapter.postgres;

import io.tributary.activation.fault.StoreRefused;
import io.tributary.activation.fault.StoreUnavailable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The one door to the database: transactions join what is open, and faults are translated here and nowhere else. */
public final class Store {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public Store(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T with(JdbcClient jdbc);
    }

    <T extends @Nullable Object> T in(Work<T> work) {
        try {
            return transactions.execute(status -> work.with(jdbc));
        } catch (DataIntegrityViolationException
                | InvalidDataAccessResourceUsageException
                | InvalidDataAccessApiUsageException e) {
            throw new StoreRefused(e);
        } catch (DataAccessException | TransactionException e) {
            throw new StoreUnavailable(e);
        }
    }

    static String text(ResultSet row, int number) throws SQLException {
        return row.getString(1);
    }

    static <T> String[] texts(Collection<T> items, Function<T, String> part) {
        return items.stream().map(part).toArray(String[]::new);
    }

    static String[] texts(Collection<String> items) {
        return items.toArray(String[]::new);
    }

    static <T> Long[] numbers(Collection<T> items, ToLongFunction<T> part) {
        return items.stream().map(part::applyAsLong).toArray(Long[]::new);
    }
}
