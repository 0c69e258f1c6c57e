package io.tributary.bench.preview;

import java.util.Locale;

/** The kinds of rules that are previewed; each has as many rules with other constants as are asked for. */
public enum Shape {
    TRAIT("a trait", true) {
        @Override
        String rule(int number, String base) {
            return "city = \"" + Crowd.city(number) + "\"";
        }
    },
    COUNT("a count in 15 to 74 days", true) {
        @Override
        String rule(int number, String base) {
            return "count(\"%s\") >= %d in last %d days"
                    .formatted(Crowd.VIEWED, 2 + number / WINDOWS, 15 + number % WINDOWS);
        }
    },
    SUM("a sum in 60 days", false) {
        @Override
        String rule(int number, String base) {
            return String.format(
                    Locale.ROOT, "sum(\"%s\".revenue) >= %.2f in last 60 days", Crowd.ORDERED, 400 + number * 3.17);
        }
    },
    TREE("and, or, not of four leaves", true) {
        @Override
        String rule(int number, String base) {
            return ("(country = \"%s\" or city = \"%s\") and count(\"%s\") >= 1 in last %d days"
                            + " and not (count(\"%s\") >= 2 in last 90 days)")
                    .formatted(
                            Crowd.COUNTRIES.getFirst(),
                            Crowd.city(number),
                            Crowd.ADDED,
                            15 + number % WINDOWS,
                            Crowd.ORDERED);
        }
    },
    SEQUENCE("did A then B within", false) {
        @Override
        String rule(int number, String base) {
            return "did \"%s\" then \"%s\" within %d days in last %d days"
                    .formatted(Crowd.ADDED, Crowd.ORDERED, 1 + number % 30, 7 + number / 30);
        }
    },
    NESTED("a segment and a trait", true) {
        @Override
        String rule(int number, String base) {
            return "segment(\"%s\") and points >= %d".formatted(base, Math.floorMod(5_000 + number * 13, Crowd.POINTS));
        }
    };

    /** So many rules of each shape differ from one another. */
    static final int RULES = 400;

    private static final int WINDOWS = 60;

    private final String words;
    private final boolean decidedByQuery;

    Shape(String words, boolean decidedByQuery) {
        this.words = words;
        this.decidedByQuery = decidedByQuery;
    }

    /** @param base the key of a published segment, for the shape that refers to one */
    abstract String rule(int number, String base);

    /** Whether the certain and the possible query are the same, so that nobody is judged one by one. */
    public boolean decidedByQuery() {
        return decidedByQuery;
    }

    @Override
    public String toString() {
        return words;
    }
}
