package io.tributary.local.prove.segments;

import java.util.LinkedHashMap;
import java.util.Map;

/** Tries the judge: each falsification of a world must be noticed, and nothing but it. */
final class SelfCheck {

    private static final String STRANGER = "somebody who was never told of";

    private SelfCheck() {}

    /** Whether each of them was noticed, by what was done. */
    static Map<String, Boolean> of(Description world, String segment) {
        var noticed = new LinkedHashMap<String, Boolean>();
        noticed.put("one member left out", isOne(world, world.withoutMember(segment)));
        noticed.put("one record that says out", isOne(world, world.withoutRecord(segment)));
        noticed.put("one record too many", isOne(world, world.withRecord(segment, STRANGER)));
        noticed.put("nothing changed", world.differencesTo(world).isEmpty());
        return noticed;
    }

    private static boolean isOne(Description world, Description falsified) {
        return world.differencesTo(falsified).size() == 1
                && falsified.differencesTo(world).size() == 1;
    }
}
