package io.tributary.segment.registry;

import java.util.List;

/** What comes of a wish to change a segment set: everything to write at once, or a refusal. */
public sealed interface SetVerdict {

    /**
     * Write all of this.
     *
     * @param segments in an order in which each refers only to those before it
     */
    record Changed(SegmentSet set, List<RegistryVerdict.Changed> segments) implements SetVerdict {

        public boolean announced() {
            return segments.stream().anyMatch(RegistryVerdict.Changed::announced);
        }
    }

    /** It stands already as wished: nothing to write. */
    record Unchanged(SegmentSet set) implements SetVerdict {}

    record NotFound(String key) implements SetVerdict {}

    /** The key is in use, or was and is retired: keys are never reused. */
    record KeyTaken(String key, SegmentStatus by) implements SetVerdict {}

    record Retired(String key) implements SetVerdict {}

    /** There are as many sets as a tenant may have. */
    record TooMany(int most) implements SetVerdict {}

    /** The registry refuses what this means for one of the stages. */
    record StageRefused(String stage, RegistryVerdict refusal) implements SetVerdict {}
}
