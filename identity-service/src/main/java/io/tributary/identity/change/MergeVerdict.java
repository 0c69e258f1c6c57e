package io.tributary.identity.change;

import io.tributary.identity.graph.Guard;
import java.util.UUID;

/** What became of the wish to merge two profiles. */
public sealed interface MergeVerdict {

    /** They are one now, or would be. */
    record Merged(UUID survivor, BlastRadius radius) implements MergeVerdict {}

    /** They have been one before. */
    record AlreadyOne(UUID profile) implements MergeVerdict {}

    /** No such profile. */
    record Unknown() implements MergeVerdict {}

    /** One person cannot have what both have together. */
    record Refused(Guard guard) implements MergeVerdict {}
}
