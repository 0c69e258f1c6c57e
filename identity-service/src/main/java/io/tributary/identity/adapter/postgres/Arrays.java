package io.tributary.identity.adapter.postgres;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One array per column, as {@code unnest} wants them: a whole batch is one statement. */
final class Arrays {

    private Arrays() {}

    static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        var array = new @Nullable String[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = column.apply(rows.get(i));
        }
        return array;
    }

    static <T> @Nullable Long[] longs(List<T> rows, Function<T, @Nullable Long> column) {
        var array = new @Nullable Long[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = column.apply(rows.get(i));
        }
        return array;
    }

    static <T> @Nullable Double[] doubles(List<T> rows, Function<T, @Nullable Double> column) {
        var array = new @Nullable Double[rows.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = column.apply(rows.get(i));
        }
        return array;
    }

    /** The driver has no array of UUIDs, so they travel as text and the statement casts them. */
    static String[] uuids(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).sorted().toArray(String[]::new);
    }

    static Long[] longs(Collection<Long> values) {
        return values.stream().sorted().toArray(Long[]::new);
    }

    /** An array as a literal, for the columns of a row that are arrays themselves. */
    static String literal(Collection<?> values) {
        var literal = new StringBuilder("{");
        for (var value : values) {
            literal.append(literal.length() > 1 ? "," : "").append(value);
        }
        return literal.append('}').toString();
    }
}
