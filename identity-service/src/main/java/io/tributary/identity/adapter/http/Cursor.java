package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list as an opaque word.
 *
 * @param order what the list is ordered by
 * @param id tells apart what has the same order
 */
record Cursor(long order, UUID id) {

    String text() {
        var text = order + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Cursor> read(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int slash = Math.max(0, text.indexOf('/'));
            return Optional.of(
                    new Cursor(Long.parseLong(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1))));
        } catch (IllegalArgumentException _) {
            throw new ProblemException(ProblemType.INVALID_CURSOR, "Use the nextCursor of this list, or none.");
        }
    }
}
