package io.tributary.simulator.policy;

import io.tributary.simulator.world.Id;
import io.tributary.simulator.world.World;
import java.util.HashMap;

/** Whoever shares a value is one person; what data warehouses do when nobody set a limit. */
public final class ConnectedComponents implements Policy {

    private final Blocking blocking;

    private ConnectedComponents(Blocking blocking) {
        this.blocking = blocking;
    }

    public static ConnectedComponents ofEverything() {
        return new ConnectedComponents(Blocking.nothing());
    }

    public static ConnectedComponents withoutPlaceholders() {
        return new ConnectedComponents(Blocking.placeholders());
    }

    @Override
    public int[] clusters(World world) {
        var sets = new DisjointSets();
        var known = new HashMap<Id, Integer>();
        var first = new int[world.events().size()];
        for (int i = 0; i < first.length; i++) {
            int set = -1;
            for (var id : blocking.left(world.events().get(i))) {
                int one = known.computeIfAbsent(id, _ -> sets.add());
                if (set >= 0) {
                    sets.join(set, one);
                }
                set = one;
            }
            first[i] = set >= 0 ? set : sets.add();
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = sets.find(first[i]);
        }
        return first;
    }
}
