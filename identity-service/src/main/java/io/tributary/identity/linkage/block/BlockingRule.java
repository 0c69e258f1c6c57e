package io.tributary.identity.linkage.block;

import io.tributary.identity.linkage.table.Comparison;
import io.tributary.identity.linkage.table.LinkField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says which pairs are worth comparing: those whose keys are equal. A record without a value in one of the parts has no
 * key.
 *
 * @param name as reports call it
 * @param order whether the parts may be swapped, as given and family name often are
 * @param untrained fields that say nothing new within a block: those of the key, and those that depend on it
 */
public record BlockingRule(String name, List<KeyPart> parts, Order order, Set<String> untrained) {

    public BlockingRule {
        parts = List.copyOf(parts);
        untrained = Set.copyOf(untrained);
    }

    /** Whether the parts' places count. */
    public enum Order {
        FIXED,
        ANY
    }

    /** A part of a key. */
    public record KeyPart(String field, Form form) {}

    /** What of a value makes the key. */
    public enum Form {
        WHOLE,
        /** The first three letters. */
        BEGINNING,
        /** A mail address up to the at sign. */
        LOCAL_PART,
        /** The last seven digits of a phone number. */
        LOCAL_NUMBER;

        private static final int LETTERS = 3;
        private static final int DIGITS = 7;

        /** The part of a value in normal form, or empty when it has none. */
        String of(String value) {
            return switch (this) {
                case WHOLE -> value;
                case BEGINNING -> value.length() < LETTERS ? "" : value.substring(0, LETTERS);
                case LOCAL_PART -> value.substring(0, Math.max(0, value.indexOf('@')));
                case LOCAL_NUMBER -> value.length() < DIGITS ? "" : value.substring(value.length() - DIGITS);
            };
        }
    }

    /** Pairs that agree exactly in all these fields. */
    public static BlockingRule on(String... fields) {
        return of(Order.FIXED, fields);
    }

    /** Pairs that have the same values in these fields, whichever stands in which. */
    public static BlockingRule inAnyOrder(String... fields) {
        return of(Order.ANY, fields);
    }

    /** Pairs that agree in a part of one field. */
    public static BlockingRule onPart(String field, Form form) {
        return new BlockingRule(
                field + " (" + form.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")",
                List.of(new KeyPart(field, form)),
                Order.FIXED,
                Set.of(field));
    }

    /** One rule per field of the table that can be compared: what fits when nothing is known about the data. */
    public static List<BlockingRule> perField(List<LinkField> fields) {
        return fields.stream()
                .filter(it -> it.isCompared() && it.comparison() != Comparison.CATEGORY)
                .map(it -> on(it.name()))
                .toList();
    }

    /** The same rule, and its blocks do not train these fields either. */
    public BlockingRule notTraining(String... fields) {
        var all = new HashSet<>(untrained);
        all.addAll(List.of(fields));
        return new BlockingRule(name, parts, order, all);
    }

    private static BlockingRule of(Order order, String... fields) {
        return new BlockingRule(
                String.join(order == Order.ANY ? " or " : " and ", fields),
                Arrays.stream(fields).map(it -> new KeyPart(it, Form.WHOLE)).toList(),
                order,
                Set.of(fields));
    }
}
