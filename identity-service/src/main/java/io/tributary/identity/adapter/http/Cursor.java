package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.suggestion.Suggestions.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in the list of suggestions as an opaque word. */
final class Cursor {

    private Cursor() {}

    static String of(Place place) {
        var text = Double.doubleToLongBits(place.bits()) + "/" + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Place> read(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int slash = text.indexOf('/');
            double bits = Double.longBitsToDouble(Long.parseLong(text.substring(0, Math.max(0, slash))));
            return Optional.of(new Place(bits, UUID.fromString(text.substring(slash + 1))));
        } catch (IllegalArgumentException _) {
            throw new ProblemException(ProblemType.INVALID_CURSOR, "Use the nextCursor of this list, or none.");
        }
    }
}
