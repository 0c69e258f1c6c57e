package io.tributary.bench.rules;

import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hundred rules of 240 conditions that read different things, dealt out one by one, so that no rule reads the same thing
 * twice: 36 kinds of events (an event's name and its category) with five conditions each, 12 names alone with three each,
 * and six traits with four each. So an event is of interest to eight rules.
 */
public final class HundredRules {

    /** Names of the shop's vocabulary, of which a profile keeps the declared properties. */
    static final List<String> EVENTS = List.of(
            "Product List Viewed",
            "Product Clicked",
            "Product Viewed",
            "Product Added",
            "Product Removed",
            "Cart Viewed",
            "Checkout Started",
            "Payment Info Entered",
            "Order Completed",
            "Coupon Applied",
            "Product Shared",
            "Product Reviewed");

    static final List<String> CATEGORIES = List.of("running", "hiking", "cycling");

    /** Their values are {@code v0} to {@code v4}. */
    static final List<String> TRAITS = List.of("country", "plan", "tier", "language", "store", "hobby");

    private static final int RULES = 100;

    private HundredRules() {}

    /** The rules as text, by the key of their segment. */
    public static Map<String, String> texts() {
        var conditions = conditions();
        var rules = new LinkedHashMap<String, String>();
        for (int rule = 0; rule < RULES; rule++) {
            var own = new ArrayList<String>();
            for (int i = rule; i < conditions.size(); i += RULES) {
                own.add(conditions.get(i));
            }
            rules.put("rule-%03d".formatted(rule), String.join(rule % 2 == 0 ? " and " : " or ", own));
        }
        return rules;
    }

    /** The same as the topology judges them. */
    public static OrderedSegments segments() {
        return OrderedSegments.of(texts().entrySet().stream()
                .map(it -> SegmentDefinition.of(it.getKey(), 1, condition(it.getValue())))
                .toList());
    }

    private static Condition condition(String text) {
        return switch (RuleText.parse(text)) {
            case RuleParse.Parsed(var condition) -> condition;
            case RuleParse.Invalid(var errors) ->
                throw new IllegalStateException(text + ": " + errors.getFirst().message());
        };
    }

    static List<String> conditions() {
        var conditions = new ArrayList<String>();
        for (var event : EVENTS) {
            CATEGORIES.forEach(it -> conditions.addAll(ofKind(event, it)));
            conditions.addAll(ofName(event));
        }
        TRAITS.forEach(it -> conditions.addAll(ofTrait(it)));
        return conditions;
    }

    private static List<String> ofKind(String event, String category) {
        var where = " where category = \"" + category + "\"";
        return List.of(
                "count(\"" + event + "\"" + where + ") >= 2 in last 7 days",
                "count(\"" + event + "\"" + where + ") >= 3 in last 30 days",
                "sum(\"" + event + "\".price" + where + ") >= 150 in last 90 days",
                "days(\"" + event + "\"" + where + ") >= 3 in last 60 days",
                "count(\"" + event + "\"" + where + ") >= 1 in last 3 days");
    }

    private static List<String> ofName(String event) {
        return List.of(
                "count(\"" + event + "\") >= 1 in last 24 hours",
                "count(\"" + event + "\") >= 8 in last 60 days",
                "sum(\"" + event + "\".price) >= 300 in last 30 days");
    }

    private static List<String> ofTrait(String trait) {
        return List.of(
                trait + " = \"v0\"", trait + " in (\"v1\", \"v2\")", trait + " != \"v3\"", trait + " is missing");
    }
}
