package io.tributary.segment.registry;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Segments of which everybody is in exactly one: the first whose rule holds, or the last, which has none of its own.
 *
 * @param version rises with every revision
 * @param stages keys of segments in their order, as last wished
 * @param published the keys that decide; empty before the first publication
 * @param changedBy the account's id in the identity provider
 */
public record SegmentSet(
        String key,
        SegmentStatus status,
        int version,
        List<String> stages,
        List<String> published,
        @Nullable Instant publishedAt,
        Instant changedAt,
        String changedBy) {

    public SegmentSet {
        stages = List.copyOf(stages);
        published = List.copyOf(published);
    }

    static SegmentSet first(WishedSet wished) {
        return new SegmentSet(
                wished.key(),
                SegmentStatus.DRAFT,
                1,
                wished.stageKeys(),
                List.of(),
                null,
                wished.at(),
                wished.account());
    }

    /** Every segment that is a stage of it, or is one until the next publication. */
    public List<String> owned() {
        return Stream.concat(stages.stream(), published.stream()).distinct().toList();
    }

    /** Stages that decide and are not wished any more. */
    List<String> leaving() {
        return published.stream().filter(it -> !stages.contains(it)).toList();
    }

    SegmentSet revised(WishedSet wished) {
        return new SegmentSet(
                key, status, version + 1, wished.stageKeys(), published, publishedAt, wished.at(), wished.account());
    }

    SegmentSet published(Instant now) {
        return new SegmentSet(key, SegmentStatus.PUBLISHED, version, stages, stages, now, changedAt, changedBy);
    }

    SegmentSet retired() {
        return new SegmentSet(
                key, SegmentStatus.RETIRED, version, stages, published, publishedAt, changedAt, changedBy);
    }
}
