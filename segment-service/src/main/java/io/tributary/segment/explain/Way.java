package io.tributary.segment.explain;

import java.time.Instant;

/** What flips a node. */
public sealed interface Way {

    /** Nothing has to happen before that instant. */
    record ByTime(Instant at) implements Way {}

    /** The least that would have to happen. */
    record ByChange(Change change) implements Way {}
}
