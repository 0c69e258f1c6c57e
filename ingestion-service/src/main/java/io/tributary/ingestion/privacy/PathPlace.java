package io.tributary.ingestion.privacy;

import io.tributary.ingestion.event.JsonCopy.Fate;
import io.tributary.ingestion.event.JsonCopy.Guide;
import java.util.ArrayList;
import java.util.List;

/** A place in a call: all nodes of the private paths that lead here, several because a star fits every name. */
record PathPlace(List<PathNode> nodes) implements Guide {

    private static final PathPlace NOWHERE = new PathPlace(List.of());

    @Override
    public Fate fate() {
        if (nodes.isEmpty()) {
            return Fate.KEPT;
        }
        if (nodes.stream().anyMatch(it -> it.action() == PrivateAction.DROP)) {
            return Fate.DROPPED;
        }
        return nodes.stream().anyMatch(it -> it.action() == PrivateAction.HASH) ? Fate.REPLACED : Fate.LOOKED_INTO;
    }

    @Override
    public Guide member(String name) {
        if (nodes.isEmpty()) {
            return NOWHERE;
        }
        var next = new ArrayList<PathNode>(nodes.size());
        for (var node : nodes) {
            var named = node.named(name);
            if (named != null) {
                next.add(named);
            }
            var any = node.any();
            if (any != null) {
                next.add(any);
            }
        }
        return new PathPlace(next);
    }

    /** An element is at the array's own place, and below it for a star. */
    @Override
    public Guide element(int index) {
        if (nodes.isEmpty()) {
            return NOWHERE;
        }
        var next = new ArrayList<>(nodes);
        for (var node : nodes) {
            var any = node.any();
            if (any != null) {
                next.add(any);
            }
        }
        return new PathPlace(next);
    }
}
