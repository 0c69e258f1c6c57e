package io.tributary.identity.adapter.postgres;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.identity.change.OutgoingRecord;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.privacy.EventNames;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.PrivatePeople;
import io.tributary.identity.privacy.Records;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People in PostgreSQL as privacy requests need them; every change of the graph takes its lock and its next number. */
public final class PostgresPrivatePeople implements PrivatePeople {

    private final JdbcClient jdbc;
    private final GraphReader reader;
    private final GraphWriter writer;
    private final PersonLookup lookup;
    private final ErasedPersons erased;
    private final PersonRows rows;
    private final PersonAsides asides;
    private final PersonTraces traces;
    private final Records records;
    private final Clocks clocks;

    /**
     * What tells the time.
     *
     * @param suite dates changes
     * @param real dates outbox rows
     */
    public record Clocks(Clock suite, Clock real) {}

    public PostgresPrivatePeople(
            JdbcClient jdbc, KeyedDigest digests, Records records, EventNames names, Clocks clocks) {
        this.jdbc = jdbc;
        this.reader = new GraphReader(jdbc);
        this.writer = new GraphWriter(jdbc);
        this.lookup = new PersonLookup(jdbc, digests);
        this.erased = new ErasedPersons(jdbc);
        this.rows = new PersonRows(jdbc);
        this.asides = new PersonAsides(jdbc, names);
        this.traces = new PersonTraces(jdbc);
        this.records = records;
        this.clocks = clocks;
    }

    @Override
    public Optional<UUID> living(String tenant, UUID profile) {
        return Faults.translated(() -> reader.living(tenant, profile));
    }

    @Override
    public boolean wasErased(String tenant, UUID profile) {
        return Faults.translated(() -> erased.was(tenant, profile));
    }

    @Override
    public Optional<UUID> owner(String tenant, Identifier identifier) {
        return Faults.translated(() -> lookup.owner(tenant, identifier));
    }

    @Override
    public String digest(String tenant, Identifier identifier) {
        return lookup.digest(tenant, identifier);
    }

    @Override
    public Person find(PrivacyRequest request) {
        TenantLock.take(jdbc, request.tenant());
        return lookup.find(request, clocks.suite().millis());
    }

    @Override
    public Erased erase(PrivacyRequest request, Person person) {
        var tenant = request.tenant();
        TenantLock.take(jdbc, tenant);
        var counters = reader.counters(tenant);
        long number = counters.number() + 1;
        long at = clocks.suite().millis();
        var deleted = rows.delete(tenant, number, person);
        rows.remember(tenant, request.id(), number, at, person);
        next(tenant, counters, number, number);
        tell(tenant, number, records.erased(request, number, at, person.profileIds()));
        tell(tenant, number, contacts(tenant, number, deleted.others()));
        return new Erased(number, at, deleted.count());
    }

    private void next(String tenant, GraphReader.Counters counters, long number, long erasures) {
        writer.counters(
                tenant,
                new GraphReader.Counters(
                        number, counters.nextNode(), counters.nextEdge(), counters.rulesVersion(), erasures));
    }

    private void tell(String tenant, long number, List<OutgoingRecord> told) {
        writer.outbox(tenant, number, told, clocks.real().millis());
    }

    private List<OutgoingRecord> contacts(String tenant, long number, Collection<UUID> others) {
        return reader.profiles(tenant, others).values().stream()
                .map(it -> records.contact(tenant, number, it))
                .toList();
    }

    @Override
    public Person stillErased(String tenant, Person person) {
        return erased.still(tenant, person);
    }

    @Override
    public Looked delete(PrivacyRequest request, Person person) {
        var tenant = request.tenant();
        // What may take long comes before the lock, under which nobody else's events are resolved.
        long count = asides.delete(tenant, person) + traces.delete(request, person);
        TenantLock.take(jdbc, tenant);
        var still = erased.still(tenant, person);
        var counters = reader.counters(tenant);
        long number = counters.number() + 1;
        var deleted = rows.delete(tenant, number, still);
        if (deleted.count() > 0) {
            next(tenant, counters, number, counters.erasures());
            tell(tenant, number, contacts(tenant, number, deleted.others()));
        }
        tell(tenant, counters.number(), records.noContacts(tenant, still.profileIds()));
        return new Looked(count + deleted.count(), "", asides.unjudged(tenant));
    }

    @Override
    public Looked search(PrivacyRequest request, Person person) {
        var counts = rows.count(request.tenant(), person);
        counts.put("dead_letter", asides.count(request.tenant(), person));
        counts.putAll(traces.count(request, person));
        return Looked.of(counts, asides.unjudged(request.tenant()));
    }

    @Override
    public boolean restrict(String tenant, UUID profile, boolean restricted) {
        TenantLock.take(jdbc, tenant);
        var living = reader.living(tenant, profile)
                .flatMap(it ->
                        Optional.ofNullable(reader.profiles(tenant, List.of(it)).get(it)));
        living.filter(it -> it.restricted() != restricted).ifPresent(it -> restrict(tenant, it, restricted));
        return living.isPresent();
    }

    private void restrict(String tenant, Profile profile, boolean restricted) {
        var counters = reader.counters(tenant);
        long number = counters.number() + 1;
        jdbc.sql("update profile set restricted = ?, number = ? where tenant = ? and id = ?::uuid")
                .params(restricted, number, tenant, profile.id().toString())
                .update();
        next(tenant, counters, number, counters.erasures());
        tell(tenant, number, List.of(records.contact(tenant, number, profile.restricted(restricted))));
    }

    @Override
    public long free(PrivacyRequest request, Person person) {
        var tenant = request.tenant();
        TenantLock.take(jdbc, tenant);
        long freed = erased.free(tenant, person, clocks.suite().millis());
        if (freed > 0) {
            var counters = reader.counters(tenant);
            next(tenant, counters, counters.number() + 1, counters.number() + 1);
        }
        return freed;
    }

    @Override
    public Looked collect(PrivacyRequest request, Person person, Sink sink) {
        new PersonExport(jdbc).collect(request.tenant(), person, sink);
        long others = asides.collect(request.tenant(), person, it -> sink.take("dead_letter", it));
        var left = others == 0 ? "" : "not sent because they name others as well: dead_letter " + others;
        return new Looked(0, left, asides.unjudged(request.tenant()));
    }
}
