package io.tributary.local.prove.explain;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A rule, and a history for which it does not hold, or holds, and could be otherwise.
 *
 * @param key of the segment
 * @param past calls, each so long ago
 * @param nearer makes a number or a time of a step the least bit smaller a change; what has none stays as it is
 */
record Case(String key, String rule, List<Past> past, UnaryOperator<String> nearer) {

    private static final String ORDER = "Order Completed";

    /** A call of the past: an event, or with an empty name an identify with traits. */
    record Past(String event, Duration ago, Map<String, Object> said) {}

    Case {
        past = List.copyOf(past);
    }

    /** One of each kind of leaf, measure and group that a change can flip from outside. */
    static List<Case> all() {
        var cases = new ArrayList<Case>();
        cases.add(of("count", "count(\"Order Completed\") >= 4 in last 30 days", order(days(10), Map.of())));
        cases.add(of(
                "count-where",
                "count(\"Product Viewed\" where category = \"running\") >= 2 in last 7 days",
                event("Product Viewed", days(2), Map.of("category", "running")),
                event("Product Viewed", days(1), Map.of("category", "shoes"))));
        cases.add(of("complaint", "count(\"Complaint Sent\") = 0 in last 30 days", order(days(1), Map.of())));
        cases.add(of(
                "sum",
                "sum(\"Order Completed\".revenue) >= 100 in last 90 days",
                it -> plus(it, -0.01),
                order(days(40), Map.of("revenue", 19.99)),
                order(days(4), Map.of("revenue", 39.99))));
        cases.add(of(
                "avg",
                "avg(\"Order Completed\".revenue) >= 50 ever",
                it -> plus(it, -0.01),
                order(days(40), Map.of("revenue", 40)),
                order(days(4), Map.of("revenue", 30))));
        cases.add(of(
                "max",
                "max(\"Order Completed\".revenue) > 80 in last 30 days",
                it -> "80",
                order(days(4), Map.of("revenue", 50))));
        cases.add(of(
                "min", "min(\"Order Completed\".revenue) < 5 ever", it -> "5", order(days(4), Map.of("revenue", 50))));
        cases.add(of(
                "distinct",
                "distinct(\"Order Completed\".products.sku) >= 4 ever",
                order(days(3), Map.of("products", List.of(Map.of("sku", "A"), Map.of("sku", "B"))))));
        cases.add(of("days", "days(\"Page Viewed\") >= 2 in last 14 days", event("Page Viewed", days(3), Map.of())));
        cases.add(of("first", "first(\"Order Completed\") in last 30 days", event("Page Viewed", days(3), Map.of())));
        cases.add(of("latest", "latest(\"Page Viewed\") in last 2 days", event("Page Viewed", days(5), Map.of())));
        cases.add(of(
                "sequence",
                "did \"Product Viewed\" then \"Product Added\" then \"Order Completed\" within 1 days in last 7 days",
                event("Product Viewed", Duration.ofHours(1), Map.of())));
        cases.add(of(
                "same",
                "did \"Product Viewed\" then \"Order Completed\" within 2 days same sku in last 30 days",
                event("Product Viewed", Duration.ofHours(3), Map.of("sku", "A7"))));
        cases.add(of("trait", "country in (\"DE\", \"AT\")", traits(Map.of("country", "FR"))));
        cases.add(of(
                "number",
                "visits >= 5",
                it -> Double.toString(Math.nextDown(Double.parseDouble(it))),
                traits(Map.of("visits", 3))));
        cases.add(of(
                "age",
                "age(birthday) >= 18",
                it -> LocalDate.parse(it).plusDays(1).toString(),
                traits(Map.of("birthday", "2015-06-30"))));
        cases.add(of("consent", "consent(\"email_marketing\") = granted", order(days(1), Map.of())));
        cases.add(of("identifier", "has identifier phone", order(days(1), Map.of())));
        cases.add(of("loyal", "count(\"Order Completed\") >= 3 ever", order(days(1), Map.of())));
        cases.add(of(
                "segment",
                "segment(\"loyal\") and not (country = \"FR\")",
                order(days(1), Map.of()),
                order(days(2), Map.of()),
                traits(Map.of("country", "FR"))));
        cases.add(of(
                "all",
                "count(\"Order Completed\") >= 2 in last 30 days and country = \"DE\" and not (plan = \"pro\")",
                order(days(9), Map.of()),
                traits(Map.of("country", "FR", "plan", "free"))));
        cases.add(of(
                "any",
                "count(\"Order Completed\") >= 9 in last 30 days or (count(\"Page Viewed\") >= 2 in last 7 days"
                        + " and count(\"Product Viewed\") >= 2 in last 7 days)",
                order(days(9), Map.of()),
                event("Page Viewed", days(2), Map.of())));
        cases.add(of(
                "trait-of-measure",
                "spent >= 100 and country = \"DE\"",
                it -> plus(it, -0.01),
                order(days(9), Map.of("revenue", 20)),
                traits(Map.of("country", "DE"))));
        cases.add(of("list", "", order(days(1), Map.of())));
        return cases;
    }

    /** Whether its rule is that of a list. */
    boolean isList() {
        return rule.isEmpty();
    }

    private static Case of(String key, String rule, Past... past) {
        return new Case(key, rule, List.of(past), it -> it);
    }

    private static Case of(String key, String rule, UnaryOperator<String> nearer, Past... past) {
        return new Case(key, rule, List.of(past), nearer);
    }

    private static Past order(Duration ago, Map<String, Object> properties) {
        return event(ORDER, ago, properties);
    }

    private static Past event(String name, Duration ago, Map<String, Object> properties) {
        return new Past(name, ago, properties);
    }

    private static Past traits(Map<String, Object> traits) {
        return new Past("", days(1), traits);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static String plus(String number, double more) {
        return Double.toString(Math.rint((Double.parseDouble(number) + more) * 100) / 100);
    }
}
