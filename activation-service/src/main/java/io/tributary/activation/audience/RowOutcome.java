package io.tributary.activation.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of one person's row in a run.
 *
 * @param member whether the person is in the segment, and so has a standing that is kept
 * @param again when the row must be looked at again without anything having changed; null when only a change matters
 */
public record RowOutcome(
        String profileId,
        boolean member,
        RowStanding standing,
        String reason,
        @Nullable Instant again) {}
