package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The tenants' graphs. One writer per tenant at a time, whatever the number of instances; every change takes the
 * tenant's next graph number. All calls block, and a store that does not answer is a {@code StoreUnavailable}.
 */
public interface Graphs {

    /** The tenant's current number and rules; brings this instance's memory up to that number. */
    Standing standing(String tenant);

    /** A tenant's current graph number and rules. */
    record Standing(long number, IdentityRules rules) {}

    /** What a change wants to see: the owners of identifiers, and profiles by id (a merged id finds its survivor). */
    record Wanted(Set<Identifier> identifiers, Set<UUID> profiles) {

        public static Wanted owners(Set<Identifier> identifiers) {
            return new Wanted(identifiers, Set.of());
        }

        /** These profiles; an id that is named twice counts once. */
        public static Wanted profile(UUID... ids) {
            return new Wanted(Set.of(), Set.copyOf(List.of(ids)));
        }
    }

    /** The view of these identifiers from memory alone; empty when one of them is not remembered. */
    Optional<GraphView> remembered(String tenant, Standing standing, Set<Identifier> identifiers);

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
