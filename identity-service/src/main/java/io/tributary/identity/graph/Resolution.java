package io.tributary.identity.graph;

import java.util.List;
import java.util.UUID;

/** What an event meant for the graph. */
public sealed interface Resolution {

    /** Nobody was known by its identifiers: a new profile. */
    record Created(UUID profile) implements Resolution {}

    /** Exactly one profile was known. */
    record Attached(UUID profile) implements Resolution {}

    /** Several profiles turned out to be one person. */
    record Merged(UUID survivor, List<UUID> losers) implements Resolution {}

    /** It is about somebody who was erased: nothing of it may be kept. */
    record Erased() implements Resolution {}

    /** No identifier was left after normalising and blocking: the event belongs to nobody. */
    record Unidentified() implements Resolution {}
}
