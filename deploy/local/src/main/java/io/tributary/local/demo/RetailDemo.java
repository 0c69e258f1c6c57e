package io.tributary.local.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;

/**
 * The UCI Online Retail file (Chen, Sain and Guo 2012, CC BY 4.0): one order of each clean invoice, one refund of each
 * cancelled invoice with a customer, one identify of each customer, all with their own dates. Rows without a customer
 * are counted and not sent. The sizes of its segments are published figures.
 */
public final class RetailDemo implements Demo {

    private static final Instant CLOCK = Instant.parse("2011-12-09T20:00:00Z");
    private static final int SUPPRESSED_EVERY = 40;
    private static final int NO_MAIL_EVERY = 10;

    private final Map<String, RetailInvoice> invoices;
    private final Map<String, RetailCustomer> customers;
    private final int rowsWithoutCustomer;

    private RetailDemo(RetailRows rows) {
        this.invoices = rows.invoices();
        this.customers = rows.customers();
        this.rowsWithoutCustomer = rows.rowsWithoutCustomer();
    }

    /** Reads the file, gzipped or not; a file of another shape is refused with what is missing. */
    public static RetailDemo of(Path file) {
        try (var reader = reader(file);
                var csv = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(reader)) {
            var rows = new RetailRows();
            rows.requireColumns(csv.getHeaderNames(), file);
            csv.forEach(rows::add);
            return new RetailDemo(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("the data file " + file + " cannot be read", e);
        }
    }

    private static Reader reader(Path file) throws IOException {
        var bytes = Files.newInputStream(file);
        return new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8);
    }

    /** Rows that name no customer; they are not sent. */
    public int rowsWithoutCustomer() {
        return rowsWithoutCustomer;
    }

    @Override
    public String name() {
        return "online-retail";
    }

    @Override
    public Optional<Instant> clock() {
        return Optional.of(CLOCK);
    }

    @Override
    public List<SourcePlan> sources() {
        return List.of(new SourcePlan("retail", "Online Retail history", true));
    }

    @Override
    public List<SegmentPlan> segments() {
        return List.of(
                plan("buyers-30d", "count(\"Order Completed\") >= 1 in last 30 days", "Do not repeat the offer"),
                plan("repeat-30d", "count(\"Order Completed\") >= 2 in last 30 days", "Thank the regulars"),
                plan("repeat-90d", "count(\"Order Completed\") >= 2 in last 90 days", "Offer a subscription"),
                plan("spent-1000-90d", "sum(\"Order Completed\".revenue) >= 1000 in last 90 days", "Name a contact"),
                plan(
                        "lapsed-90d",
                        "count(\"Order Completed\") >= 1 ever and count(\"Order Completed\") = 0 in last 90 days",
                        "Win them back"),
                plan("new-30d", "first(\"Order Completed\") in last 30 days", "Welcome them"));
    }

    private static SegmentPlan plan(String key, String rule, String purpose) {
        return new SegmentPlan(key, key, rule, purpose, "message");
    }

    @Override
    public List<AudiencePlan> audiences() {
        return List.of(
                new AudiencePlan("lapsed-mail", "lapsed-90d", "sendgrid", "target"),
                new AudiencePlan("spenders-ads", "spent-1000-90d", "meta", "target"),
                new AudiencePlan("buyers-exclusion", "buyers-30d", "meta", "exclude"),
                new AudiencePlan("new-hook", "new-30d", "webhook", "target"));
    }

    @Override
    public List<String> suppressedEmails() {
        return customers.values().stream()
                .filter(RetailDemo::isSuppressed)
                .map(RetailCustomer::email)
                .toList();
    }

    private static boolean isSuppressed(RetailCustomer customer) {
        return customer.number() % SUPPRESSED_EVERY == 0;
    }

    private static boolean allowsMail(RetailCustomer customer) {
        return customer.number() % NO_MAIL_EVERY != 3;
    }

    @Override
    public List<Call> calls() {
        var calls = new ArrayList<Call>();
        customers.values().forEach(it -> calls.add(it.identify(allowsMail(it))));
        invoices.values().forEach(it -> calls.add(it.call()));
        calls.sort(Comparator.comparing(Call::at)
                .thenComparing(it -> it.message().path("messageId").asString()));
        return calls;
    }

    @Override
    public Truth truth(Instant now) {
        return RetailTruth.of(
                invoices.values(),
                customers.values(),
                it -> allowsMail(it) && !isSuppressed(it),
                it -> !isSuppressed(it),
                now);
    }
}
