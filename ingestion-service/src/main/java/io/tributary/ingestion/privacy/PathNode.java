package io.tributary.ingestion.privacy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One level of all private paths at once. */
final class PathNode {

    private final Map<String, PathNode> named = new HashMap<>();
    private @Nullable PathNode any;
    private @Nullable PrivateAction action;

    void add(MemberPath path, PrivateAction wanted) {
        var at = this;
        for (var step : path.steps()) {
            at = switch (step) {
                case MemberPath.Step.Named(var name) -> at.named.computeIfAbsent(name, it -> new PathNode());
                case MemberPath.Step.Any() -> at.anyMade();
            };
        }
        at.action = at.action == PrivateAction.DROP ? PrivateAction.DROP : wanted;
    }

    private PathNode anyMade() {
        if (any == null) {
            any = new PathNode();
        }
        return any;
    }

    @Nullable
    PathNode named(String name) {
        return named.get(name);
    }

    @Nullable
    PathNode any() {
        return any;
    }

    @Nullable
    PrivateAction action() {
        return action;
    }
}
