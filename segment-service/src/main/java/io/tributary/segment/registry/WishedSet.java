package io.tributary.segment.registry;

import java.time.Instant;
import java.util.List;

/** A set as somebody wishes it to be; the rules of its stages exclude each other already. */
public record WishedSet(String key, List<Stage> stages, Instant at, String account) {

    /** A stage's segment and its version, which is renumbered where the segment is there already. */
    public record Stage(String key, SegmentVersion version) {}

    public WishedSet {
        stages = List.copyOf(stages);
    }

    List<String> stageKeys() {
        return stages.stream().map(Stage::key).toList();
    }
}
