package io.tributary.local.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** Sorts the file's rows into clean orders, cancellations with a customer, customers, and rows that name nobody. */
final class RetailRows {

    private static final List<String> COLUMNS =
            List.of("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    private final Map<String, RetailInvoice> invoices = new LinkedHashMap<>();
    private final Map<String, RetailCustomer> customers = new LinkedHashMap<>();
    private int rowsWithoutCustomer;

    void requireColumns(List<String> header, Path file) {
        if (!header.containsAll(COLUMNS)) {
            throw new IllegalArgumentException("the data file " + file + " needs the columns " + COLUMNS);
        }
    }

    void add(CSVRecord row) {
        var customerId = row.get("CustomerID").strip().replaceAll("\\.0$", "");
        if (customerId.isEmpty()) {
            rowsWithoutCustomer++;
            return;
        }
        var at = Instant.parse(row.get("InvoiceDate").strip().replace(' ', 'T') + "Z");
        customers.merge(
                customerId, new RetailCustomer(customerId, row.get("Country").strip(), at), RetailCustomer::with);
        var invoice = row.get("InvoiceNo").strip();
        boolean cancelled = invoice.startsWith("C");
        var line = RetailInvoice.Line.of(row);
        if (cancelled || (line.quantity() > 0 && line.price() > 0)) {
            invoices.computeIfAbsent(invoice, it -> new RetailInvoice(it, customerId, cancelled))
                    .add(at, line);
        }
    }

    Map<String, RetailInvoice> invoices() {
        return invoices;
    }

    Map<String, RetailCustomer> customers() {
        return customers;
    }

    int rowsWithoutCustomer() {
        return rowsWithoutCustomer;
    }
}
