package io.tributary.simulator.policy;

import io.tributary.simulator.world.Happening;
import io.tributary.simulator.world.Id;
import java.util.List;
import java.util.Set;

/** Values that a policy does not look at. */
record Blocking(Set<Id> blocked) {

    static Blocking nothing() {
        return new Blocking(Set.of());
    }

    static Blocking placeholders() {
        return new Blocking(Set.of(Id.TEST_EMAIL, Id.ZERO_PHONE));
    }

    List<Id> left(Happening event) {
        return event.ids().stream().filter(it -> !blocked.contains(it)).toList();
    }
}
