package io.tributary.identity.change;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.consent.Statements;
import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a part of a profile would have answered if the rest had never been there: everything that was said by way of its
 * own nodes is told again, and joined where its own merges joined it. What nobody's node is known to have said is
 * nobody's.
 *
 * @param id the part's
 * @param merges those that hold within the part
 * @param edges the whole profile's, by which it is known what was said before a merge and what after it
 */
record PartConsents(UUID id, Collection<Node> nodes, List<MergeRecord> merges, List<PersonGraph.EvidenceRow> edges) {

    private record Placed(MergeRecord merge, long edge) {}

    private record Told(UUID by, Statements.Made made) {}

    Consents toldAgain() {
        var inOrder = inOrder();
        var told = told(inOrder);
        var answers = new HashMap<UUID, Consents>();
        var into = new HashMap<UUID, UUID>();
        int next = 0;
        for (var placed : inOrder) {
            var merge = placed.merge();
            for (; next < told.size() && told.get(next).made().nextEdge() <= placed.edge(); next++) {
                say(
                        answers,
                        root(into, told.get(next).by()),
                        told.get(next).made().consent());
            }
            var loser = root(into, merge.loser());
            var survivor = root(into, merge.survivor());
            if (!loser.equals(survivor)) {
                var both = answers(answers, survivor).joinedWith(answers(answers, loser));
                answers.put(survivor, both);
                into.put(loser, survivor);
            }
        }
        for (; next < told.size(); next++) {
            say(answers, root(into, told.get(next).by()), told.get(next).made().consent());
        }
        return answers(answers, root(into, id));
    }

    private List<Placed> inOrder() {
        return merges.stream()
                .map(it -> new Placed(it, edge(it)))
                .sorted(Comparator.comparingLong(Placed::edge)
                        .thenComparingLong(it -> it.merge().number()))
                .toList();
    }

    /** The first evidence of the event that merged; if it is not known any more, as if all was said before. */
    private long edge(MergeRecord merge) {
        return edges.stream()
                .filter(it ->
                        it.number() == merge.number() && it.edge().messageId().equals(merge.messageId()))
                .mapToLong(it -> it.edge().id())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private List<Told> told(List<Placed> inOrder) {
        var told = new ArrayList<Told>();
        for (var node : nodes) {
            var by = origin(node, inOrder);
            node.said().byPurpose().values().forEach(it -> told.add(new Told(by, it)));
        }
        told.sort(Comparator.comparingLong(it -> it.made().nextEdge()));
        return told;
    }

    /** The profile that met the node: the first merge that moved it took it from there. */
    private UUID origin(Node node, List<Placed> inOrder) {
        return inOrder.stream()
                .map(Placed::merge)
                .filter(it -> it.nodes().contains(node.id()))
                .findFirst()
                .map(MergeRecord::loser)
                .orElse(id);
    }

    private static void say(Map<UUID, Consents> answers, UUID profile, Consent consent) {
        answers.put(profile, answers(answers, profile).with(List.of(consent)));
    }

    private static Consents answers(Map<UUID, Consents> answers, UUID profile) {
        return answers.getOrDefault(profile, Consents.none());
    }

    private static UUID root(Map<UUID, UUID> into, UUID profile) {
        var root = profile;
        for (var next = into.get(root); next != null; next = into.get(root)) {
            root = next;
        }
        return root;
    }
}
