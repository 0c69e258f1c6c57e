package io.tributary.ingestion.person;

import java.util.Optional;

/** Something that must have happened before a search of the stores can be the last word. */
@FunctionalInterface
public interface Settled {

    /** What is still waited for, for people; empty when nothing is. Blocks: called by a listener's thread. */
    Optional<String> waitsFor(PersonRequest request);
}
