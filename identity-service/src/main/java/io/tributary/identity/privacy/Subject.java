package io.tributary.identity.privacy;

import io.tributary.identity.identifier.Identifier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request names: one of both.
 *
 * @param profile a profile's id
 * @param identifier a value in its normal form
 */
public record Subject(@Nullable UUID profile, @Nullable Identifier identifier) {

    public static Subject of(UUID profile) {
        return new Subject(profile, null);
    }

    public static Subject of(Identifier identifier) {
        return new Subject(null, identifier);
    }
}
