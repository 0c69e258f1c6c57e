package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The place in a list where the next page begins, opaque to callers: nothing but the last item's sort key. */
final class Cursor {

    static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private Cursor() {}

    static int limit(@Nullable Integer asked) {
        int limit = asked == null ? DEFAULT_LIMIT : asked;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid("/limit", "range", "Ask for 1 to " + MAX_LIMIT + " items.");
        }
        return limit;
    }

    /** The sort key to go on behind; empty for the first page. */
    static String decode(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_CURSOR, "Take the cursor from nextCursor as it is.");
        }
    }

    /** A page of what was read with one item more than asked for: that one tells that there is a next page. */
    static <T, V> Page<V> page(List<T> read, int limit, Function<T, String> sortKey, Function<T, V> view) {
        boolean more = read.size() > limit;
        var shown = more ? read.subList(0, limit) : read;
        var next = more
                ? Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(sortKey.apply(shown.getLast()).getBytes(StandardCharsets.UTF_8))
                : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    /** One page of a list; {@code nextCursor} is null on the last. */
    record Page<V>(List<V> items, @Nullable String nextCursor) {}
}
