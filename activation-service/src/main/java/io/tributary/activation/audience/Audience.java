package io.tributary.activation.audience;

import io.tributary.activation.connector.Settings;
import io.tributary.activation.contact.Channel;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.suppression.Door;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of one segment at one destination. Times are real time.
 *
 * @param identifiers the kinds that are sent; empty means all that the platform takes
 * @param schedule the time between two runs of an audience that does not stream
 * @param remoteId the platform's own id of the list or audience, empty before it is known
 * @param creating whether a creation at the platform was begun whose answer is not known
 * @param stopReason why nothing is sent until a person acts; empty while it works
 * @param failures runs in a row that ended in trouble
 */
public record Audience(
        String id,
        String tenant,
        String key,
        String segmentKey,
        String destinationId,
        Mode mode,
        List<String> identifiers,
        boolean streaming,
        @Nullable Duration schedule,
        Settings config,
        String remoteId,
        boolean creating,
        String stopReason,
        int failures,
        Instant createdAt) {

    // Platforms take names of at most 100 characters.
    private static final int SHOWN_KEY = 40;

    public Audience {
        identifiers = List.copyOf(identifiers);
    }

    public boolean isStopped() {
        return !stopReason.isEmpty();
    }

    /** The name it gets at a platform; it ends with the id, so that a lost creation can be found again. */
    public String remoteName() {
        return "Tributary " + key.substring(0, Math.min(key.length(), SHOWN_KEY)) + " (" + id + ")";
    }

    /** The door that its rows pass. */
    public Door door(Channel channel, Destination destination, List<String> supported) {
        var wanted = identifiers.isEmpty() ? supported : identifiers;
        return new Door(
                channel,
                destinationId,
                id,
                remoteId,
                destination.purpose(channel),
                !destination.config().is("consentRequired", true),
                mode == Mode.EXCLUDE,
                wanted);
    }
}
