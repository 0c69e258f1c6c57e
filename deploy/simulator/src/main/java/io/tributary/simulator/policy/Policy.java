package io.tributary.simulator.policy;

import io.tributary.simulator.world.World;

/** Makes people of a world's events without looking at who made them. */
@FunctionalInterface
public interface Policy {

    /** The cluster of each event, in the events' order; the numbers mean nothing beyond being equal or not. */
    int[] clusters(World world);
}
