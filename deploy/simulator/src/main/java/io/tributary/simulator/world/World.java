package io.tributary.simulator.world;

import java.util.List;

/**
 * A world as a shape and a seed make it; the same two always make the same world.
 *
 * @param events in the order in which they happened
 */
public record World(WorldShape shape, long seed, List<Happening> events) {

    public World {
        events = List.copyOf(events);
    }

    public static World of(WorldShape shape, long seed) {
        return new World(shape, seed, new WorldMaker(shape, seed).events());
    }

    /** The person of each event. */
    public int[] truth() {
        return events.stream().mapToInt(Happening::person).toArray();
    }
}
