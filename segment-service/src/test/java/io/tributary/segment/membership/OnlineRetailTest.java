package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.feature.SourceCall;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleLimits;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import io.tributary.testsupport.PublishedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The published sizes of segments of the UCI Online Retail file, as of 9 December 2011 in UTC. */
class OnlineRetailTest {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Instant NOW = Instant.parse("2011-12-09T20:00:00Z");
    private static final Days DAYS = new Days(ZoneOffset.UTC);

    private static final Map<String, String> RULES = Map.of(
            "one_in_30", "count(\"Order Completed\") >= 1 in last 30 days",
            "two_in_30", "count(\"Order Completed\") >= 2 in last 30 days",
            "two_in_90", "count(\"Order Completed\") >= 2 in last 90 days",
            "spent_1000", "sum(\"Order Completed\".revenue) >= 1000 in last 90 days",
            "lapsed_90", "count(\"Order Completed\") = 0 in last 90 days and count(\"Order Completed\") >= 1 ever",
            "new_30", "first(\"Order Completed\") in last 30 days",
            "one_then_the_other",
                    "did \"Order Completed\" where products.sku = \"85123A\" then \"Order Completed\" where"
                            + " products.sku = \"22423\" within 30 days ever");

    private record Invoice(String customer, long at, BigDecimal revenue, List<String> products) {}

    @Test
    void givesThePublishedSizes() throws IOException {
        var people = people(invoices(PublishedData.file("online_retail/online_retail.csv.gz")));
        var sizes = new TreeMap<String, Integer>();
        for (var person : people.values()) {
            var read = ProfileState.decode(person.encode(DAYS));
            Evaluator.evaluate(read, segments(), NOW, ZoneOffset.UTC, new Cause.Audit())
                    .changes()
                    .forEach(it -> sizes.merge(it.segment(), 1, Integer::sum));
        }

        assertThat(people).hasSize(4_338);
        assertThat(sizes)
                .isEqualTo(Map.of(
                        "one_in_30", 1_628,
                        "two_in_30", 538,
                        "two_in_90", 1_387,
                        "spent_1000", 723,
                        "lapsed_90", 1_449,
                        "new_30", 252,
                        "one_then_the_other", 52));
        assertThat(people.values()).noneMatch(ProfileState::overflowing);
    }

    private static OrderedSegments segments() {
        return OrderedSegments.of(RULES.entrySet().stream()
                .map(it -> SegmentDefinition.of(it.getKey(), 1, published(it.getValue())))
                .toList());
    }

    /** As it would be saved. */
    private static Condition published(String text) {
        var rule = ((RuleParse.Parsed) RuleText.parse(text)).condition();
        assertThat(RuleLimits.check(rule, SegmentCatalogue.standard(), LocalDate.ofInstant(NOW, ZoneOffset.UTC)))
                .isEmpty();
        return Canonical.of(rule);
    }

    private static Map<String, ProfileState> people(Map<String, Invoice> invoices) {
        var reader = new FactsReader(SegmentCatalogue.standard());
        var people = new HashMap<String, ProfileState>();
        invoices.forEach((number, invoice) -> {
            var json = "{\"order_id\":\"" + number + "\",\"revenue\":" + invoice.revenue() + ",\"products\":["
                    + String.join(",", invoice.products()) + "]}";
            var call = new SourceCall(
                    SourceCall.Kind.TRACK,
                    "Order Completed",
                    "",
                    invoice.at() * 1000,
                    number,
                    SourceRank.EQUAL,
                    json.getBytes(StandardCharsets.UTF_8),
                    new byte[0]);
            people.computeIfAbsent(invoice.customer(), it -> new ProfileState("acme", it, 0))
                    .apply(reader.read(call).orElseThrow(), DAYS, NOW.toEpochMilli());
        });
        return people;
    }

    /** Retail-clean: with a customer, not cancelled, positive quantity and price; the time is the earliest line's. */
    private static Map<String, Invoice> invoices(Path file) throws IOException {
        var invoices = new LinkedHashMap<String, Invoice>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1), invoices);
            }
        }
        return invoices;
    }

    private static void add(String[] cells, Map<String, Invoice> invoices) {
        var price = new BigDecimal(cells[5]);
        int quantity = Integer.parseInt(cells[3]);
        if (cells[6].isEmpty() || cells[0].startsWith("C") || quantity <= 0 || price.signum() <= 0) {
            return;
        }
        long at = LocalDateTime.parse(cells[4], TIME).toEpochSecond(ZoneOffset.UTC);
        var product = "{\"sku\":\"" + cells[1] + "\",\"price\":" + price + ",\"quantity\":" + quantity + "}";
        var line = new Invoice(
                cells[6], at, price.multiply(BigDecimal.valueOf(quantity)), new ArrayList<>(List.of(product)));
        invoices.merge(cells[0], line, (known, more) -> {
            known.products().addAll(more.products());
            return new Invoice(
                    known.customer(),
                    Math.min(known.at(), more.at()),
                    known.revenue().add(more.revenue()),
                    known.products());
        });
    }
}
