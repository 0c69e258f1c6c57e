package io.tributary.identity.policy;

import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.graph.InMemoryGraphs;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.intake.Feed;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.simulator.policy.Policy;
import io.tributary.simulator.world.Happening;
import io.tributary.simulator.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The production resolution before a graph in memory: normalising, blocking, guards, shared devices, in batches. */
public final class OurResolution implements Policy {

    private static final int BATCH = 1_000;

    private final IdentityRules rules;

    public OurResolution(IdentityRules rules) {
        this.rules = rules;
    }

    @Override
    public int[] clusters(World world) {
        return outcome(world).clusters();
    }

    /** What came of a world. */
    Outcome outcome(World world) {
        var feed = fed(world);
        return new Outcome(
                people(feed, world.events().size()),
                feed.graph().profiles().stream()
                        .mapToLong(OurResolution::userIds)
                        .max()
                        .orElse(0));
    }

    private static long userIds(Profile profile) {
        return profile.nodes().keySet().stream()
                .filter(it -> it.namespace().equals(Namespace.USER_ID))
                .count();
    }

    /** The world, resolved. */
    public Feed fed(World world) {
        var feed = new Feed(rules, InMemoryGraphs.Sight.ALL);
        var events = IntStream.range(0, world.events().size())
                .mapToObj(it -> event(it, world.events().get(it)))
                .toList();
        for (int from = 0; from < events.size(); from += BATCH) {
            feed.batch(events.subList(from, Math.min(events.size(), from + BATCH)));
        }
        return feed;
    }

    private static IdentifiedEvent event(int number, Happening event) {
        return new IdentifiedEvent(
                "m" + number,
                "shop",
                event.at(),
                event.ids().stream()
                        .map(it -> new Identifier(it.kind().namespace(), it.value()))
                        .toList(),
                List.of(),
                List.of());
    }

    private static int[] people(Feed feed, int events) {
        var numbers = new HashMap<UUID, Integer>();
        return IntStream.range(0, events)
                .map(it -> numbers.computeIfAbsent(feed.personOf(it), _ -> numbers.size()))
                .toArray();
    }
}
