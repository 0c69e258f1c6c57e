package io.tributary.simulator.world;

import java.util.List;

/**
 * One event of the world.
 *
 * @param person who made it: the truth, which a policy never sees
 * @param at milliseconds since the world began
 * @param ids what the event names, strongest first
 */
public record Happening(int person, long at, List<Id> ids) {

    public Happening {
        ids = List.copyOf(ids);
    }
}
