package io.tributary.identity.graph;

import java.util.List;

/** A decision about the graph that can be written. */
public interface Deciding {

    GraphChange change();

    /** Refused joins to remember for the explanation; recorded once per profile, guard and identifier. */
    List<GuardHit> guardHits();
}
