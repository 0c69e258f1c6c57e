package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.fault.StoreUnavailable;
import io.tributary.ingestion.person.PersonStore.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/** What one page of a table showed about a person, on its way to a step. */
final class PersonPage {

    private final List<String> records = new ArrayList<>();
    private final StringJoiner waitsFor = new StringJoiner("; ");
    private long found;

    /** Runs a step, and gives the database's silence its name. */
    static Step named(Supplier<Step> step) throws StoreUnavailable {
        try {
            return step.get();
        } catch (DataAccessException | TransactionException fault) {
            throw Jdbc.unavailable(fault);
        }
    }

    void found(long more) {
        found += more;
    }

    void record(JsonNode record) {
        records.add(record.toString());
    }

    /** Something is found that cannot be deleted yet. */
    void waitsFor(String what) {
        waitsFor.add(what);
    }

    Step upTo(String next) {
        return new Step(found, records, next, waitsFor.toString());
    }
}
