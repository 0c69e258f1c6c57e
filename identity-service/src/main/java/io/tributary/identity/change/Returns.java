package io.tributary.identity.change;

import io.tributary.identity.graph.GraphChange;
import java.util.List;

/** What follows when erased people come back. */
@FunctionalInterface
public interface Returns {

    /**
     * Called within the transaction of the change that frees their identifiers.
     *
     * @param at suite milliseconds of the change
     */
    void cameBack(String tenant, long number, long at, List<GraphChange.Freed> freed);
}
