package io.tributary.local.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** One invoice of the file: its time is the earliest line's, its value the sum of its lines. */
final class RetailInvoice {

    /** A line; the price is in pounds, as the file writes it. */
    record Line(String sku, int quantity, String unitPrice) {

        static Line of(CSVRecord row) {
            return new Line(
                    row.get("StockCode").strip(),
                    Integer.parseInt(row.get("Quantity").strip()),
                    row.get("UnitPrice").strip());
        }

        double price() {
            return Double.parseDouble(unitPrice);
        }

        BigDecimal value() {
            return new BigDecimal(unitPrice).multiply(BigDecimal.valueOf(quantity));
        }
    }

    private final String number;
    private final String customerId;
    private final boolean cancelled;
    private final List<Line> lines = new ArrayList<>();
    private Instant at = Instant.MAX;

    RetailInvoice(String number, String customerId, boolean cancelled) {
        this.number = number;
        this.customerId = customerId;
        this.cancelled = cancelled;
    }

    void add(Instant lineAt, Line line) {
        at = lineAt.isBefore(at) ? lineAt : at;
        lines.add(line);
    }

    boolean cancelled() {
        return cancelled;
    }

    String customerId() {
        return customerId;
    }

    Instant at() {
        return at;
    }

    BigDecimal value() {
        return lines.stream().map(Line::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Call call() {
        var properties = Calls.object().put("order_id", number).put("currency", "GBP");
        // A cancellation's quantities are negative in the file; a refund states what is paid back.
        properties.put(cancelled ? "total" : "revenue", value().abs().doubleValue());
        var products = properties.putArray("products");
        for (var line : lines) {
            products.addObject()
                    .put("sku", line.sku())
                    .put("price", line.price())
                    .put("quantity", Math.abs(line.quantity()));
        }
        return new Calls("retail")
                .track(
                        "retail-invoice-" + number,
                        at,
                        new Calls.Person(customerId, null),
                        cancelled ? "Order Refunded" : "Order Completed",
                        properties);
    }
}
