package io.tributary.activation.adapter.postgres;

import io.tributary.activation.privacy.Receipt;
import io.tributary.activation.privacy.ReceiptStatements;
import io.tributary.activation.privacy.Receipts;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Receipts in the outbox. */
public final class PostgresReceipts implements Receipts {

    private final Store store;
    private final ReceiptStatements statements;

    public PostgresReceipts(Store store, ReceiptStatements statements) {
        this.store = store;
        this.statements = statements;
    }

    @Override
    public void put(List<Receipt> receipts) {
        store.in(jdbc -> {
            put(jdbc, receipts);
            return true;
        });
    }

    void put(JdbcClient jdbc, List<Receipt> receipts) {
        PostgresOutbox.put(jdbc, receipts.stream().map(statements::of).toList());
    }
}
