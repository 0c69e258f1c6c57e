package io.tributary.local.prove.acked;

import io.tributary.local.prove.acked.Tampering.Row;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows that the checker can fail: a stored row is deleted, a row is stored a second time under another id, a promise is
 * given to somebody else. Everything is put back, and then the checker must be content again.
 */
final class SelfCheck {

    private static final String ANOTHER_ID = "copied-on-purpose";

    private final CheckerProgram checker;
    private final Tampering tampering;
    private final AckLedger ledger;

    SelfCheck(CheckerProgram checker, Tampering tampering, AckLedger ledger) {
        this.checker = checker;
        this.tampering = tampering;
        this.ledger = ledger;
    }

    /** Whether each falsification was noticed as what it is, by its name. */
    Map<String, Boolean> run() throws InterruptedException {
        var noticed = new LinkedHashMap<String, Boolean>();
        var row = tampering.row(ledger.last());
        noticed.put("a deleted row", deleted(row));
        noticed.put("a row stored twice", doubled(row));
        Path swapped = Tampering.withOnePromiseSwapped(ledger.file());
        noticed.put("a promise given to somebody else", checker.run(swapped).names("miscounted", "promised"));
        noticed.put("that everything was put back", checker.run(ledger.file()).isEqual());
        return noticed;
    }

    private boolean deleted(Row row) throws InterruptedException {
        tampering.delete(row.id());
        try {
            return checker.run(ledger.file()).names("missing", ledger.last());
        } finally {
            tampering.put(row);
        }
    }

    private boolean doubled(Row row) throws InterruptedException {
        tampering.put(new Row(ANOTHER_ID, row.document()));
        try {
            return checker.run(ledger.file()).names("extra copies", ledger.last());
        } finally {
            tampering.delete(ANOTHER_ID);
        }
    }
}
