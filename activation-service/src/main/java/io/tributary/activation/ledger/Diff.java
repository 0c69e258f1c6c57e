package io.tributary.activation.ledger;

import io.tributary.activation.connector.WireIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What separates the ledger of one profile from what is desired. It is computed against the ledger and never against
 * the previous wish, so a crash or a lost answer repairs itself. Removals are listed even when an addition of the same
 * row follows: an attempt of unknown outcome is repeated in its own direction first.
 */
public record Diff(List<LedgerRow> removals, List<WireIdentifier> additions, List<WireIdentifier> kept) {

    public Diff {
        removals = List.copyOf(removals);
        additions = List.copyOf(additions);
        kept = List.copyOf(kept);
    }

    /** Whether rows that the platform refused before are offered again. */
    public enum Rejected {
        STAY,
        RETRY
    }

    /**
     * The difference for one profile.
     *
     * @param usable the identifiers that may be delivered, best first; one of each kind is chosen
     * @param rows the profile's rows in this audience
     */
    public static Diff between(List<WireIdentifier> usable, List<LedgerRow> rows, Rejected rejected) {
        var desired = chooseOnePerKind(usable, rows);
        var removals = new ArrayList<LedgerRow>();
        var additions = new ArrayList<WireIdentifier>();
        var kept = new ArrayList<WireIdentifier>();
        for (var row : rows) {
            if (row.isLeaving() || (row.mayBeThere() && !names(desired, row))) {
                removals.add(row);
            }
        }
        for (var wanted : desired) {
            var row = find(rows, wanted);
            if (row.filter(LedgerRow::isThere).isPresent()) {
                kept.add(wanted);
            } else if (rejected == Rejected.RETRY
                    || row.filter(it -> it.state() == LedgerState.REJECTED).isEmpty()) {
                additions.add(wanted);
            }
        }
        return new Diff(removals, additions, kept);
    }

    public boolean isEmpty() {
        return removals.isEmpty() && additions.isEmpty();
    }

    /**
     * One person is one row per kind. What the destination holds already is preferred to what was seen last, so that
     * nobody leaves and enters only because another of the person's addresses was used.
     */
    private static List<WireIdentifier> chooseOnePerKind(List<WireIdentifier> usable, List<LedgerRow> rows) {
        var chosen = new LinkedHashMap<String, WireIdentifier>();
        for (var identifier : usable) {
            var there = find(rows, identifier);
            if (there.filter(it -> it.mayBeThere() && !it.isLeaving()).isPresent()) {
                chosen.putIfAbsent(identifier.kind(), there.get().identifier());
            }
        }
        for (var identifier : usable) {
            chosen.putIfAbsent(identifier.kind(), identifier);
        }
        return List.copyOf(chosen.values());
    }

    private static boolean names(List<WireIdentifier> desired, LedgerRow row) {
        return desired.stream().anyMatch(it -> find(List.of(row), it).isPresent());
    }

    private static Optional<LedgerRow> find(List<LedgerRow> rows, WireIdentifier identifier) {
        return rows.stream()
                .filter(it -> it.identifier().kind().equals(identifier.kind())
                        && it.identifier().digest().equals(identifier.digest()))
                .findFirst();
    }
}
