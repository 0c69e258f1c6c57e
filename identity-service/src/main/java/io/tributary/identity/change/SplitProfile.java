package io.tributary.identity.change;

import io.tributary.identity.graph.Apart;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Decides how a profile is taken apart: edges are revoked, former profiles get their ids back, and the parts are marked
 * so that no later event joins them again.
 */
public final class SplitProfile {

    private final Supplier<UUID> profileIds;

    public SplitProfile(Supplier<UUID> profileIds) {
        this.profileIds = profileIds;
    }

    /**
     * The verdict about a wish to split this person.
     *
     * @param number the graph number that the split will have
     */
    public SplitVerdict split(PersonGraph person, SplitRequest request, long number) {
        var plan = plan(person, request);
        if (plan.isEmpty()) {
            return new SplitVerdict.NothingToSplit(
                    "The profile took in no such profile, or the merge was undone already.");
        }
        if (plan.get().parts().size() < 2) {
            return new SplitVerdict.NothingToSplit("The profile would stay in one piece.");
        }
        var owners = new PartOwners(person, Set.of(), profileIds).of(plan.get().parts());
        var change = new TakingApart(person, plan.get(), owners)
                .change((node, side) -> node.withApart(marked(node, new Apart(number, side))));
        return new SplitVerdict.Split(change, BlastRadius.of(change));
    }

    private static Optional<SplitPlan> plan(PersonGraph person, SplitRequest request) {
        return switch (request) {
            case SplitRequest.TakeOut out -> Optional.of(SplitPlan.takingOut(person, out.identifiers()));
            case SplitRequest.UndoMerge undo ->
                person.holding().stream()
                        .filter(it -> it.loser().equals(undo.loser()))
                        .reduce((_, later) -> later)
                        .map(it -> SplitPlan.undoing(person, it));
        };
    }

    private static List<Apart> marked(Node node, Apart mark) {
        var marks = new ArrayList<>(node.apart());
        marks.add(mark);
        return marks;
    }
}
