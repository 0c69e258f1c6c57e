package io.tributary.activation.audience;

import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.ledger.Diff;
import io.tributary.activation.ledger.Ledger;
import io.tributary.activation.membership.Memberships;
import io.tributary.activation.suppression.People;
import io.tributary.activation.suppression.Person;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is known about people now and lets {@link RowPolicy} decide about each. */
public final class PlanRows {

    private final People people;
    private final Memberships memberships;
    private final Ledger ledger;
    private final Clock suiteClock;
    private final Clock realClock;

    public PlanRows(People people, Memberships memberships, Ledger ledger, Clock suiteClock, Clock realClock) {
        this.people = people;
        this.memberships = memberships;
        this.ledger = ledger;
        this.suiteClock = suiteClock;
        this.realClock = realClock;
    }

    /** Where a run's rows go. */
    record Route(Audience audience, Destination destination, AudienceConnector connector, Diff.Rejected rejected) {}

    List<RowPlan> plan(Route route, Collection<String> profileIds) {
        var audience = route.audience();

        var members = memberships.membersAmong(audience.tenant(), audience.segmentKey(), profileIds);
        var rows = ledger.of(audience.id(), profileIds);
        var persons = people.load(audience.tenant(), profileIds, realClock.instant());
        var policy = policy(route);
        return profileIds.stream()
                .map(id -> policy.plan(members.contains(id), known(persons, id), rows.getOrDefault(id, List.of())))
                .toList();
    }

    /** The gate's last word about rows that are about to leave: those it no longer lets through, with the reason. */
    Map<WireRow, String> held(Route route, Collection<WireRow> rows) {
        var profileIds = rows.stream().map(WireRow::profileId).distinct().toList();
        var persons = people.load(route.audience().tenant(), profileIds, realClock.instant());
        var policy = policy(route);
        var held = new LinkedHashMap<WireRow, String>();
        for (var row : rows) {
            var allowed = policy.allowed(known(persons, row.profileId()));
            if (allowed.stream()
                    .noneMatch(it -> it.digest().equals(row.identifier().digest()))) {
                held.put(row, "changed-meanwhile");
            }
        }
        return held;
    }

    private static Person known(Map<String, Person> persons, String id) {
        var person = persons.get(id);
        return person != null ? person : new Person(id, null, false, List.of());
    }

    private RowPolicy policy(Route route) {
        var capabilities = route.connector().capabilities();
        var door = route.audience().door(capabilities.channel(), route.destination(), capabilities.identifiers());
        return new RowPolicy(
                route.audience().tenant(),
                route.connector(),
                door,
                route.rejected(),
                suiteClock.instant(),
                realClock.instant());
    }
}
