package io.tributary.segment.registry;

import io.tributary.segment.rule.NamedFigures;
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

    /** The names of traits that the newest or the deciding version speaks of, as written. */
    Set<String> traitNames() {
        var names = new HashSet<>(NamedFigures.in(latest.written()));
        if (published != null && status == SegmentStatus.PUBLISHED) {
            names.addAll(NamedFigures.in(published.written()));
        }
        return names;
    }

    /** The same, meant by these computed traits. */
    public RegisteredSegment meant(NamedFigures traits) {
        return new RegisteredSegment(
                key, status, latest.meant(traits), published == null ? null : published.meant(traits), publishedAt);
    }

    public boolean isPublished() {
        return status == SegmentStatus.PUBLISHED;
    }
}
