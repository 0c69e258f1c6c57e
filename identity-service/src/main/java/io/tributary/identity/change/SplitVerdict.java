package io.tributary.identity.change;

import io.tributary.identity.graph.Deciding;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.GuardHit;
import java.util.List;

/** What became of the wish to split a profile. */
public sealed interface SplitVerdict extends Deciding {

    /** The change, and what it touches. */
    record Split(GraphChange change, BlastRadius radius) implements SplitVerdict {}

    /** No such profile. */
    record Unknown() implements SplitVerdict {}

    /** The profile holds no such merge or identifier, or would stay in one piece. */
    record NothingToSplit(String detail) implements SplitVerdict {}

    @Override
    default GraphChange change() {
        return GraphChange.none();
    }

    @Override
    default List<GuardHit> guardHits() {
        return List.of();
    }
}
