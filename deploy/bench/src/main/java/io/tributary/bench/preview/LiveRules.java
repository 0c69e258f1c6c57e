package io.tributary.bench.preview;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The segments that are published: one that previews refer to, and many small ones of ten kinds. */
final class LiveRules {

    static final String BASE_RULE = "count(\"" + Crowd.ORDERED + "\") >= 2 in last 60 days";

    private static final int KINDS = 10;

    private LiveRules() {}

    /** The key of the segment that is published alone at that size. */
    static String baseOf(int profiles) {
        return "base-" + profiles;
    }

    /** So many rules by key; the keys begin with the name, so that no two sizes share one. */
    static Map<String, String> many(String name, int howMany) {
        var rules = new LinkedHashMap<String, String>();
        IntStream.range(0, howMany)
                .forEach(it -> rules.put("%s-%03d".formatted(name, it), rule(it % KINDS, it / KINDS)));
        return rules;
    }

    private static String rule(int kind, int number) {
        var country = Crowd.COUNTRIES.get(number % Crowd.COUNTRIES.size());
        var category = Crowd.CATEGORIES.get(number % Crowd.CATEGORIES.size());
        return switch (kind) {
            case 0 -> "city = \"" + Crowd.city(number) + "\"";
            case 1 -> "points >= " + Math.floorMod(9_950 - 25 * number, Crowd.POINTS);
            case 2 -> "plan = \"business\" and country = \"" + country + "\"";
            case 3 -> "count(\"%s\") >= 2 in last %d days".formatted(Crowd.ORDERED, 20 + number);
            case 4 -> "sum(\"%s\".revenue) >= %d in last 90 days".formatted(Crowd.ORDERED, 500 + 40 * number);
            case 5 ->
                "count(\"%s\" where category = \"%s\") >= 1 in last %d days"
                        .formatted(Crowd.VIEWED, category, 3 + number % 30);
            case 6 ->
                "did \"%s\" then \"%s\" within %d days in last 30 days"
                        .formatted(Crowd.ADDED, Crowd.ORDERED, 1 + number % 30);
            case 7 ->
                "city in (\"%s\", \"%s\") and not (count(\"%s\") >= 1 in last 90 days)"
                        .formatted(Crowd.city(2 * number), Crowd.city(2 * number + 1), Crowd.ORDERED);
            case 8 -> "days(\"%s\") >= 2 in last %d days".formatted(Crowd.VIEWED, 5 + number % 30);
            default ->
                "(country = \"%s\" or plan = \"business\") and count(\"%s\") >= 1 in last %d days"
                        .formatted(country, Crowd.ADDED, 2 + number % 30);
        };
    }
}
