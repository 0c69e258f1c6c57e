package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.StoreUnavailable;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Translates what the database driver throws: a value that the store refuses stays itself, all else can be retried. */
final class Faults {

    private Faults() {}

    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (DataIntegrityViolationException e) {
            throw e;
        } catch (DataAccessException | TransactionException e) {
            throw new StoreUnavailable("PostgreSQL does not answer as it should", e);
        }
    }
}
