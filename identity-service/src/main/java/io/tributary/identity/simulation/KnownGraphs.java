package io.tributary.identity.simulation;

/** Reads what is known of people without keeping anybody waiting. */
public interface KnownGraphs {

    /**
     * All people of a tenant or, if they have more identifiers than that, people drawn at random, each with those whom
     * anything links with them. The same seed draws the same people from the same graph. Blocks.
     *
     * @param identifiers how many are read at about most; the last people are read whole
     */
    KnownGraph read(String tenant, int identifiers, long seed);
}
