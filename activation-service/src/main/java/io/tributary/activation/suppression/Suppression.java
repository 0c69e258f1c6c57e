package io.tributary.activation.suppression;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One standing suppression of one subject. Times are suite time; the subject is a keyed digest in hex, so the list can
 * be kept after the person is forgotten.
 *
 * @param scopeId what a scope narrower than global is about: a channel's name, a destination, list or audience id
 * @param masked a form for people that cannot be turned back
 */
public record Suppression(
        String id,
        String tenant,
        Subject subject,
        SuppressionScope scope,
        String scopeId,
        SuppressionKind kind,
        Effect effect,
        Instant from,
        @Nullable Instant until,
        String reason,
        String masked) {

    /** Who is meant: a namespace and the keyed digest of the normalised value. */
    public record Subject(String namespace, String digest) {

        private static final Set<String> OF_DEVICES =
                Set.of("anonymous_id", "device_id", "advertising_id", "idfa", "idfv", "gaid", "aaid");

        /** Devices are shared and handed on; what a tenant names by itself, such as a customer number, is a person's. */
        public static boolean isOfOnePerson(String namespace) {
            return !OF_DEVICES.contains(namespace);
        }
    }

    /** Whether it is in force at an instant: from the first to before the last. */
    public boolean holdsAt(Instant now) {
        return !from.isAfter(now) && (until == null || now.isBefore(until));
    }

    /** Whether it reaches a door, by scope alone. */
    boolean reaches(Door door) {
        return switch (scope) {
            case GLOBAL -> true;
            case CHANNEL -> scopeId.equals(door.channel().wireName());
            case DESTINATION -> scopeId.equals(door.destinationId());
            case LIST -> scopeId.equals(door.listId());
            case AUDIENCE -> scopeId.equals(door.audienceId());
        };
    }
}
