package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tenants' graphs. One writer per tenant at a time, whatever the number of instances; every change takes the
 * tenant's next graph number. All calls block, and a store that does not answer is a {@code StoreUnavailable}.
 */
public interface Graphs {

    /** The tenant's current number and rules; brings this instance's memory up to that number. */
    Standing standing(String tenant);

    /**
     * A tenant's current graph number and rules.
     *
     * @param erasures the number of the last change of who is erased; 0 when nobody ever was
     */
    record Standing(long number, IdentityRules rules, long erasures) {

        /** Nobody was ever erased. */
        public Standing(long number, IdentityRules rules) {
            this(number, rules, 0);
        }
    }

    /**
     * What a change wants to see: the owners of identifiers and of the visits on shared devices among them, and profiles
     * by id (a merged id finds its survivor).
     *
     * @param span when the events happened that name the identifiers
     */
    record Wanted(Set<Identifier> identifiers, GraphView.Span span, Set<UUID> profiles) {

        public static Wanted owners(List<IdentifiedEvent> events) {
            var identifiers =
                    events.stream().flatMap(it -> it.identifiers().stream()).collect(Collectors.toSet());
            return new Wanted(identifiers, GraphView.Span.of(events), Set.of());
        }

        public static Wanted owner(Identifier identifier) {
            return new Wanted(Set.of(identifier), new GraphView.Span(0, 0), Set.of());
        }

        /** These profiles; an id that is named twice counts once. */
        public static Wanted profile(UUID... ids) {
            return new Wanted(Set.of(), new GraphView.Span(0, 0), Set.copyOf(List.of(ids)));
        }
    }

    /** The view of what is wanted from memory alone; empty when a part of it is not remembered. */
    Optional<GraphView> remembered(String tenant, Standing standing, Wanted wanted);

    /**
     * Decides under the tenant's lock and writes what was decided in the same transaction, together with the records
     * that tell others. A decision that changes nothing takes no number.
     */
    <D extends Deciding> Written<D> change(String tenant, Wanted wanted, Function<LockedGraph, D> decide);

    /** A decision as it was written, and the tenant's number after it. */
    record Written<D extends Deciding>(D decision, long number) {}

    /** The graph while the tenant's lock is held. */
    interface LockedGraph {

        GraphView view();

        /** Where a profile id leads now: itself, its survivor, or nowhere. */
        Optional<UUID> living(UUID profile);

        /** The profile with all its evidence. */
        Optional<PersonGraph> person(UUID profile);
    }

    /** Remembers refused joins of a decision that changed nothing else. */
    void note(String tenant, List<GuardHit> hits);

    /** The profile that an id leads to, with all its evidence, for explanations. */
    Optional<PersonGraph> person(String tenant, UUID profile);
}
