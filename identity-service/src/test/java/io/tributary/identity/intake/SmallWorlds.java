package io.tributary.identity.intake;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.graph.Events;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.identifier.Identifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Worlds of some dozen events in which nearly everything collides, made from their seed. */
public final class SmallWorlds {

    /** Further apart than a visit's pause once in a while. */
    private static final int MOST_MINUTES_BETWEEN = 20;

    private SmallWorlds() {}

    /** Anybody's identifiers on any event; each later than the one before. */
    public static List<IdentifiedEvent> ofAnything(Random random) {
        var events = new ArrayList<IdentifiedEvent>();
        long at = 0;
        int size = 1 + random.nextInt(30);
        for (int i = 0; i < size; i++) {
            at += 1 + random.nextInt(MOST_MINUTES_BETWEEN * 60_000);
            events.add(Events.event(at, identifiers(random), consents(random, at), List.of()));
        }
        return events;
    }

    private static List<Identifier> identifiers(Random random) {
        var identifiers = new LinkedHashSet<Identifier>();
        if (random.nextInt(3) == 0) {
            identifiers.add(Events.user("u" + random.nextInt(5)));
        }
        if (random.nextInt(3) == 0) {
            identifiers.add(Events.email("e" + random.nextInt(6) + "@shop.org"));
        }
        if (random.nextInt(5) == 0) {
            identifiers.add(phone(random.nextInt(4)));
        }
        if (identifiers.isEmpty() || random.nextInt(3) > 0) {
            identifiers.add(Events.device("d" + random.nextInt(4)));
        }
        return List.copyOf(identifiers);
    }

    private static Identifier phone(int number) {
        return Events.phone("+4915112345%03d".formatted(number));
    }

    private static List<Consent> consents(Random random, long at) {
        if (random.nextInt(4) > 0) {
            return List.of();
        }
        var state = random.nextBoolean() ? ConsentState.GRANTED : ConsentState.DENIED;
        return List.of(new Consent("purpose" + random.nextInt(2), state, at, "shop"));
    }

    /** People who share nothing and have no more of anything than the rules allow, in any order. */
    public static List<IdentifiedEvent> ofStrangers(Random random) {
        var events = new ArrayList<IdentifiedEvent>();
        int people = 1 + random.nextInt(4);
        for (int person = 0; person < people; person++) {
            var own = own(random, person);
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                var some = new HashSet<Identifier>();
                while (some.isEmpty()) {
                    own.stream().filter(_ -> random.nextInt(3) == 0).forEach(some::add);
                }
                events.add(Events.event(random.nextInt(1_000_000), List.copyOf(some), List.of(), List.of()));
            }
        }
        return events;
    }

    private static List<Identifier> own(Random random, int person) {
        var own = new ArrayList<Identifier>();
        own.add(Events.user("u" + person));
        random.ints(random.nextInt(4), 0, 100)
                .forEach(it -> own.add(Events.email("e" + person + "-" + it + "@shop.org")));
        random.ints(random.nextInt(3), 0, 100).forEach(it -> own.add(phone(100 * person + it)));
        random.ints(random.nextInt(6), 0, 100).forEach(it -> own.add(Events.device("d" + person + "-" + it)));
        return own.stream().distinct().toList();
    }

    /** An independent search: identifiers are one person's when a chain of events joins them. */
    static Set<Set<Identifier>> joined(List<IdentifiedEvent> events) {
        var neighbours = new HashMap<Identifier, Set<Identifier>>();
        events.forEach(event -> event.identifiers()
                .forEach(it ->
                        neighbours.computeIfAbsent(it, _ -> new HashSet<>()).addAll(event.identifiers())));
        return neighbours.keySet().stream().map(it -> reached(it, neighbours)).collect(Collectors.toSet());
    }

    private static Set<Identifier> reached(Identifier start, Map<Identifier, Set<Identifier>> neighbours) {
        var found = new HashSet<Identifier>(Set.of(start));
        var open = new ArrayDeque<Identifier>(found);
        while (!open.isEmpty()) {
            for (var next : neighbours.getOrDefault(open.remove(), Set.of())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    /** Cut into batches of random size, as a consumer would get them. */
    public static List<List<IdentifiedEvent>> batches(List<IdentifiedEvent> events, Random random) {
        var batches = new ArrayList<List<IdentifiedEvent>>();
        int from = 0;
        while (from < events.size()) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(6));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }
}
