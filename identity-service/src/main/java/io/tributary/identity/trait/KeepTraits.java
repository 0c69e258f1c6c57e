package io.tributary.identity.trait;

import io.tributary.identity.identifier.BlockedValues;
import io.tributary.identity.identifier.Identifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Keeps what a resolved batch says about the traits of its people; nothing is written for a batch that says nothing. */
public final class KeepTraits {

    private final Traits traits;
    private final TraitForm form;

    /**
     * Keeps in this store.
     *
     * @param blocked knows the values that stand for no name, such as {@code null}
     */
    public KeepTraits(Traits traits, BlockedValues blocked) {
        this.traits = traits;
        this.form = new TraitForm(blocked);
    }

    /**
     * What one event says.
     *
     * @param holder the strongest identifier that took part in its resolution
     * @param at suite milliseconds
     */
    public record Said(Identifier holder, long at, List<Statement> statements) {}

    private record Place(Identifier holder, LinkableTrait trait) {}

    /** Blocks. */
    public void keep(String tenant, List<Said> events) {
        var latest = new LinkedHashMap<Place, KeptTrait>();
        for (var event : events) {
            for (var kept : kept(event)) {
                latest.merge(new Place(kept.holder(), kept.trait()), kept, KeepTraits::later);
            }
        }
        if (!latest.isEmpty()) {
            traits.keep(tenant, List.copyOf(latest.values()));
        }
    }

    private List<KeptTrait> kept(Said event) {
        // A day of grace: it is already tomorrow east of Greenwich.
        var today = LocalDate.ofInstant(Instant.ofEpochMilli(event.at()), ZoneOffset.UTC)
                .plusDays(1);
        var kept = new ArrayList<KeptTrait>();
        for (var statement : event.statements()) {
            form.of(statement, today)
                    .ifPresent(it -> kept.add(new KeptTrait(event.holder(), statement.trait(), it, event.at())));
        }
        return kept;
    }

    private static KeptTrait later(KeptTrait one, KeptTrait other) {
        if (one.at() != other.at()) {
            return one.at() > other.at() ? one : other;
        }
        return one.value().compareTo(other.value()) >= 0 ? one : other;
    }
}
