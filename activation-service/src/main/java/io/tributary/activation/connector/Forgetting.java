package io.tributary.activation.connector;

import java.time.Instant;
import java.util.List;

/**
 * A person whom a platform has to forget, in every list and for ever.
 *
 * @param requestId names the request; a repetition has the same
 * @param identifiers in the form that this platform is sent
 */
public record Forgetting(
        Connection connection,
        String requestId,
        List<WireIdentifier> identifiers,
        List<String> profileIds,
        Instant at) {

    public Forgetting {
        identifiers = List.copyOf(identifiers);
        profileIds = List.copyOf(profileIds);
    }

    @Override
    public String toString() {
        return "Forgetting[" + requestId + "]";
    }
}
