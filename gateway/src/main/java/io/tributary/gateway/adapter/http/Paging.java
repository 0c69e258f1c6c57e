package io.tributary.gateway.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Which part of a list a caller asks for.
 *
 * @param position what the cursor held, or null at the beginning; its meaning is the list's own
 */
record Paging(int limit, @Nullable String position) {

    private static final int DEFAULT = 50;
    private static final int MAX = 500;

    static Paging of(ServerWebExchange exchange) {
        var query = exchange.getRequest().getQueryParams();
        return new Paging(limit(query.getFirst("limit")), position(query.getFirst("cursor")));
    }

    /** The position as a number, {@code first} at the beginning. */
    long number(long first) {
        return position == null ? first : read(position, Long::parseLong);
    }

    static String cursor(Object position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(position.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int limit(@Nullable String text) {
        int limit = text == null ? DEFAULT : number(text);
        if (limit < 1 || limit > MAX) {
            throw ProblemException.invalid("?limit", "RANGE", "Use 1 to " + MAX + ".");
        }
        return limit;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable String position(@Nullable String cursor) {
        return cursor == null
                ? null
                : read(cursor, it -> new String(Base64.getUrlDecoder().decode(it), StandardCharsets.UTF_8));
    }

    private static <T> T read(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_CURSOR, "Use a cursor that this list gave.");
        }
    }
}
