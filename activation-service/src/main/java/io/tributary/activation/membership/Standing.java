package io.tributary.activation.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * How one profile stands in one segment, as segment-service states it. A newer state version of a profile replaces an
 * older one; the same record twice changes nothing.
 *
 * @param survivor the profile that took this one's place, when it left because of a merge
 */
public record Standing(
        String tenant,
        String segmentKey,
        String profileId,
        boolean member,
        Instant since,
        int segmentVersion,
        long stateVersion,
        String cause,
        Optional<String> survivor) {}
