package io.tributary.identity.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides that two profiles are two people: marks them as a split marks its parts, so that no event joins them. */
public final class KeepApart {

    private KeepApart() {}

    /** Marks two distinct living profiles of the view. */
    public static GraphChange of(GraphView view, UUID one, UUID other) {
        long separation = view.number() + 1;
        var marked = List.of(
                marked(view.profiles().get(one), new Apart(separation, 0)),
                marked(view.profiles().get(other), new Apart(separation, 1)));
        var nodes = marked.stream()
                .flatMap(profile ->
                        profile.nodes().values().stream().map(it -> new GraphChange.PlacedNode(it, profile.id())))
                .toList();
        return GraphChange.of(marked, nodes, List.of(), Optional.empty());
    }

    private static Profile marked(@Nullable Profile profile, Apart mark) {
        if (profile == null) {
            throw new IllegalStateException("the view holds the profiles that were asked for");
        }
        var nodes = profile.nodes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> marked(it.getValue(), mark)));
        return profile.withNodes(nodes);
    }

    private static Node marked(Node node, Apart mark) {
        var marks = new ArrayList<>(node.apart());
        marks.add(mark);
        return node.withApart(marks);
    }
}
