package io.tributary.identity.change;

import io.tributary.identity.identifier.Identifier;
import java.util.Set;
import java.util.UUID;

/** What a person wants to be taken apart. */
public sealed interface SplitRequest {

    /** Undo the merge that took this profile in; what joined its side later goes with it. */
    record UndoMerge(UUID loser) implements SplitRequest {}

    /** These identifiers are somebody else's. */
    record TakeOut(Set<Identifier> identifiers) implements SplitRequest {}
}
