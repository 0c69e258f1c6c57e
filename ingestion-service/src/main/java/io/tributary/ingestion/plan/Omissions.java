package io.tributary.ingestion.plan;

import io.tributary.ingestion.event.JsonCopy.Fate;
import io.tributary.ingestion.event.JsonCopy.Guide;
import io.tributary.ingestion.plan.schema.FaultPlace;
import io.tributary.ingestion.plan.schema.FaultPlace.Step;
import java.util.HashMap;
import java.util.Map;

/** The places of an object that are left out, as a tree. */
final class Omissions implements Guide {

    private static final Omissions NONE = new Omissions();

    private final Map<Step, Omissions> below = new HashMap<>();
    private boolean isLeftOut;

    void add(FaultPlace place) {
        var at = this;
        for (var step : place.steps()) {
            at = at.below.computeIfAbsent(step, it -> new Omissions());
        }
        at.isLeftOut = true;
    }

    @Override
    public Fate fate() {
        if (isLeftOut) {
            return Fate.DROPPED;
        }
        return below.isEmpty() ? Fate.KEPT : Fate.LOOKED_INTO;
    }

    @Override
    public Guide member(String name) {
        return below.getOrDefault(new Step.Name(name), NONE);
    }

    @Override
    public Guide element(int index) {
        return below.getOrDefault(new Step.Index(index), NONE);
    }
}
