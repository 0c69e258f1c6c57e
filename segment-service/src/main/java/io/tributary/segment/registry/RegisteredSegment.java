package io.tributary.segment.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A segment as it stands: its newest version and, when it is published, the version that decides memberships.
 *
 * @param published null for a draft; kept for a retired segment, which still answers what it was
 */
public record RegisteredSegment(
        String key,
        SegmentStatus status,
        SegmentVersion latest,
        @Nullable SegmentVersion published,
        @Nullable Instant publishedAt) {

    /** The keys that the newest or the deciding version refers to. */
    Set<String> references() {
        var keys = new HashSet<>(References.of(latest.rule()));
        if (published != null && status == SegmentStatus.PUBLISHED) {
            keys.addAll(References.of(published.rule()));
        }
        return keys;
    }

    public boolean isPublished() {
        return status == SegmentStatus.PUBLISHED;
    }
}
