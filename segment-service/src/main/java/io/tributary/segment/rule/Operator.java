package io.tributary.segment.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The comparisons of the language, with their spelling in JSON and in text. */
public enum Operator {
    EQ("eq", "="),
    NE("ne", "!="),
    GT("gt", ">"),
    GTE("gte", ">="),
    LT("lt", "<"),
    LTE("lte", "<="),
    IN("in", "in"),
    NOT_IN("notIn", "not in"),
    CONTAINS("contains", "contains"),
    STARTS_WITH("startsWith", "starts with"),
    EXISTS("exists", "exists"),
    MISSING("missing", "is missing"),
    BEFORE("before", "before"),
    AFTER("after", "after");

    /** The operators that order numbers; measures, ages and scores know no others. */
    public static final List<Operator> COMPARING = List.of(EQ, NE, GT, GTE, LT, LTE);

    private static final Map<String, Operator> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(it -> it.json, Function.identity()));

    private final String json;
    private final String words;

    Operator(String json, String words) {
        this.json = json;
        this.words = words;
    }

    static @Nullable Operator ofJson(String name) {
        return BY_NAME.get(name);
    }

    /** As JSON spells it. */
    public String json() {
        return json;
    }

    /** As text spells it. */
    public String words() {
        return words;
    }

    /** Whether the operator is complete without an operand. */
    public boolean standsAlone() {
        return this == EXISTS || this == MISSING;
    }

    /** Compares two numbers; only for {@link #COMPARING}. */
    public boolean holds(double left, double right) {
        return switch (this) {
            case EQ -> left == right;
            case NE -> left != right;
            case GT -> left > right;
            case GTE -> left >= right;
            case LT -> left < right;
            case LTE -> left <= right;
            case IN, NOT_IN, CONTAINS, STARTS_WITH, EXISTS, MISSING, BEFORE, AFTER ->
                throw new IllegalArgumentException(name().toLowerCase(Locale.ROOT) + " does not compare two numbers");
        };
    }
}
