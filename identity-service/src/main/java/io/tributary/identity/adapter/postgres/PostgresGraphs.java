package io.tributary.identity.adapter.postgres;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.identity.change.Announcements;
import io.tributary.identity.change.Returns;
import io.tributary.identity.graph.Deciding;
import io.tributary.identity.graph.GraphView;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The graphs in PostgreSQL, behind this instance's memory. */
public final class PostgresGraphs implements Graphs {

    /** When more profiles changed elsewhere than this, forgetting the tenant is cheaper than forgetting each. */
    private static final int FORGET_EACH = 10_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final GraphReader reader;
    private final PersonReader people;
    private final GraphWriter writer;
    private final RulesTable rules;
    private final GraphMemory memory;
    private final ErasedDigests erased;
    private final Surroundings surroundings;

    /**
     * What a change needs from outside.
     *
     * @param suiteClock dates the change
     * @param realClock dates the outbox rows
     * @param afterCommit told after each commit that left records in the outbox
     * @param digests by which erased people are recognised
     * @param returns told, within the change, of erased people who came back
     */
    public record Surroundings(
            Announcements announcements,
            Clock suiteClock,
            Clock realClock,
            Runnable afterCommit,
            KeyedDigest digests,
            Returns returns) {}

    public PostgresGraphs(
            JdbcClient jdbc, TransactionTemplate transactions, MemorySize size, Surroundings surroundings) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.reader = new GraphReader(jdbc);
        this.people = new PersonReader(jdbc, reader);
        this.writer = new GraphWriter(jdbc);
        this.rules = new RulesTable(jdbc);
        this.memory = new GraphMemory(size.identifiers(), size.profiles());
        this.erased = new ErasedDigests(jdbc, surroundings.digests(), size.identifiers());
        this.surroundings = surroundings;
    }

    /** How much this instance remembers at most. */
    public record MemorySize(long identifiers, long profiles) {}

    @Override
    public Standing standing(String tenant) {
        return Faults.translated(() -> catchUp(tenant, reader.counters(tenant)));
    }

    /** Forgets what others changed since this memory's number. */
    private Standing catchUp(String tenant, GraphReader.Counters now) {
        var epoch = memory.epoch(tenant);
        synchronized (epoch) {
            if (epoch.number() >= 0 && epoch.number() < now.number()) {
                var changed = reader.changedSince(tenant, epoch.number(), FORGET_EACH + 1);
                if (changed.size() > FORGET_EACH) {
                    memory.forgetAll(tenant);
                } else {
                    memory.forget(tenant, changed);
                }
            }
            epoch.advance(Math.max(epoch.number(), now.number()));
            var known = epoch.rules();
            var current = known != null && known.version() >= now.rulesVersion()
                    ? known
                    : rules.version(tenant, now.rulesVersion());
            epoch.follow(current);
            return new Standing(now.number(), current, now.erasures());
        }
    }

    @Override
    public Optional<GraphView> remembered(String tenant, Standing standing, Wanted wanted) {
        var known = new HashMap<UUID, Profile>();
        var owners = owners(tenant, wanted.identifiers(), known);
        if (!knowsAll(tenant, standing, wanted.identifiers(), owners.keySet())) {
            return Optional.empty();
        }
        var marks = erased.among(tenant, standing.erasures(), wanted.identifiers());
        var view = new GraphView(standing.number(), 1, 1, owners, known, marks);
        var visits = view.visits(
                wanted.identifiers(), wanted.span(), standing.rules().sharedDevices());
        owners.putAll(owners(tenant, visits, known));
        return owners.keySet().containsAll(visits) ? Optional.of(view) : Optional.empty();
    }

    /** What is an erased person's is nobody's, so that it is known is enough. */
    private boolean knowsAll(String tenant, Standing standing, Set<Identifier> wanted, Set<Identifier> owned) {
        return owned.size() == wanted.size()
                || wanted.stream()
                        .filter(it -> !owned.contains(it))
                        .allMatch(it -> erased.isRemembered(tenant, standing.erasures(), it));
    }

    /** The remembered owners; one version of a profile for the whole batch, even if another thread remembers a newer. */
    private Map<Identifier, UUID> owners(String tenant, Set<Identifier> identifiers, Map<UUID, Profile> known) {
        var owners = new HashMap<Identifier, UUID>();
        for (var identifier : identifiers) {
            memory.owner(tenant, identifier)
                    .map(it -> known.computeIfAbsent(it.id(), _ -> it))
                    .filter(it -> it.nodes().containsKey(identifier))
                    .ifPresent(it -> owners.put(identifier, it.id()));
        }
        return owners;
    }

    @Override
    public <D extends Deciding> Written<D> change(String tenant, Wanted wanted, Function<LockedGraph, D> decide) {
        return Faults.translated(() -> {
            var written = Objects.requireNonNull(transactions.execute(_ -> changeLocked(tenant, wanted, decide)));
            if (!written.decision().change().isEmpty()) {
                memory.committed(tenant, written.number(), written.decision().change());
                surroundings.afterCommit().run();
            }
            return written;
        });
    }

    private <D extends Deciding> Written<D> changeLocked(
            String tenant, Wanted wanted, Function<LockedGraph, D> decide) {
        TenantLock.take(jdbc, tenant);
        // A statement of its own: its snapshot is taken after the lock was granted.
        var counters = reader.counters(tenant);
        var view = view(tenant, counters, catchUp(tenant, counters).rules(), wanted);
        var decision = decide.apply(new Locked(tenant, view));
        writer.guardHits(tenant, memory.notNoted(tenant, decision.guardHits()));
        var change = decision.change();
        if (change.isEmpty()) {
            return new Written<>(decision, counters.number());
        }
        long number = counters.number() + 1;
        long at = surroundings.suiteClock().millis();
        writer.write(tenant, number, at, change);
        writer.counters(
                tenant,
                new GraphReader.Counters(
                        number,
                        counters.nextNode() + change.newNodes().size(),
                        counters.nextEdge() + change.edges().size(),
                        counters.rulesVersion(),
                        change.freed().isEmpty() ? counters.erasures() : number));
        if (!change.freed().isEmpty()) {
            erased.free(tenant, change.freed());
            surroundings.returns().cameBack(tenant, number, at, change.freed());
        }
        var records = surroundings.announcements().of(tenant, number, at, change);
        writer.outbox(tenant, number, records, surroundings.realClock().millis());
        return new Written<>(decision, number);
    }

    private GraphView view(String tenant, GraphReader.Counters counters, IdentityRules current, Wanted wanted) {
        var owners = new HashMap<Identifier, UUID>();
        var profiles = new HashMap<UUID, Profile>();
        var view = new GraphView(
                counters.number(),
                counters.nextNode(),
                counters.nextEdge(),
                owners,
                profiles,
                erased.among(tenant, counters.erasures(), wanted.identifiers()));
        read(tenant, wanted.identifiers(), wanted.profiles(), view);
        var visits = view.visits(wanted.identifiers(), wanted.span(), current.sharedDevices());
        if (!visits.isEmpty()) {
            read(tenant, visits, Set.of(), view);
        }
        return view;
    }

    private void read(String tenant, Set<Identifier> identifiers, Set<UUID> ids, GraphView view) {
        var owners = owners(tenant, identifiers, view.profiles());
        var unknown = new HashSet<>(identifiers);
        unknown.removeAll(owners.keySet());
        if (!unknown.isEmpty()) {
            owners.putAll(reader.owners(tenant, unknown));
        }
        view.owners().putAll(owners);
        var missing = new LinkedHashSet<>(owners.values());
        ids.forEach(it -> reader.living(tenant, it).ifPresent(missing::add));
        missing.removeAll(view.profiles().keySet());
        if (!missing.isEmpty()) {
            var read = reader.profiles(tenant, missing);
            view.profiles().putAll(read);
            rememberAt(tenant, view.number(), List.copyOf(read.values()));
        }
    }

    /** While the lock is held nobody commits, so what was read is true for exactly this number. */
    private void rememberAt(String tenant, long number, List<Profile> read) {
        var epoch = memory.epoch(tenant);
        synchronized (epoch) {
            if (epoch.number() == number) {
                memory.remember(tenant, read);
            }
        }
    }

    private final class Locked implements LockedGraph {

        private final String tenant;
        private final GraphView view;

        private Locked(String tenant, GraphView view) {
            this.tenant = tenant;
            this.view = view;
        }

        @Override
        public GraphView view() {
            return view;
        }

        @Override
        public Optional<UUID> living(UUID profile) {
            return reader.living(tenant, profile);
        }

        @Override
        public Optional<PersonGraph> person(UUID profile) {
            return people.person(tenant, profile);
        }
    }

    @Override
    public void note(String tenant, List<GuardHit> hits) {
        var fresh = new ArrayList<>(memory.notNoted(tenant, hits));
        if (!fresh.isEmpty()) {
            Faults.translated(() -> {
                writer.guardHits(tenant, fresh);
                return fresh;
            });
        }
    }

    @Override
    public Optional<PersonGraph> person(String tenant, UUID profile) {
        return Faults.translated(() -> people.person(tenant, profile));
    }

    /** The rules that hold now. */
    public IdentityRules rules(String tenant) {
        return standing(tenant).rules();
    }
}
