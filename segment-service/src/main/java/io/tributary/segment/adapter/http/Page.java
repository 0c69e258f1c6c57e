package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list. {@code nextCursor} is opaque and null on the last page. */
record Page<T>(List<T> items, @Nullable String nextCursor) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /** The page of {@code limit} items from one that was read with one item more than asked for. */
    static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> position) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        var items = oneMore.subList(0, limit);
        return new Page<>(items, cursor(position.apply(items.getLast())));
    }

    static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String position(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    /** A position in a list of versions. */
    static @Nullable Integer number(@Nullable String position) {
        try {
            return position == null ? null : Integer.valueOf(position);
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return new ProblemException(ProblemType.INVALID_CURSOR, "Send the nextCursor of the page before, unchanged.");
    }

    static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Ask for 1 to " + MAX_LIMIT + " items.",
                    List.of(new Violation("/limit", "range", "from 1 to " + MAX_LIMIT)));
        }
        return asked;
    }
}
