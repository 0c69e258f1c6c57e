package io.tributary.activation.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.activation.adapter.kafka.ProtoStatements;
import io.tributary.activation.adapter.meta.MetaConnector;
import io.tributary.activation.adapter.netty.NettyTransport;
import io.tributary.activation.adapter.postgres.PostgresAudiences;
import io.tributary.activation.adapter.postgres.PostgresDeliveries;
import io.tributary.activation.adapter.postgres.PostgresDestinations;
import io.tributary.activation.adapter.postgres.PostgresLedger;
import io.tributary.activation.adapter.postgres.PostgresMemberships;
import io.tributary.activation.adapter.postgres.PostgresRuns;
import io.tributary.activation.adapter.postgres.PostgresStores;
import io.tributary.activation.adapter.postgres.PostgresWork;
import io.tributary.activation.adapter.postgres.Store;
import io.tributary.activation.adapter.sendgrid.SendGridConnector;
import io.tributary.activation.audience.Audience;
import io.tributary.activation.audience.DeliverPage;
import io.tributary.activation.audience.EnsureTarget;
import io.tributary.activation.audience.Mode;
import io.tributary.activation.audience.PlanRows;
import io.tributary.activation.audience.Run;
import io.tributary.activation.audience.RunCounts;
import io.tributary.activation.audience.SafetyRail;
import io.tributary.activation.audience.SyncAudience;
import io.tributary.activation.connector.Connectors;
import io.tributary.activation.connector.Settings;
import io.tributary.activation.contact.Channel;
import io.tributary.activation.contact.Contact;
import io.tributary.activation.contact.ContactInbox;
import io.tributary.activation.delivery.AddressGuard;
import io.tributary.activation.delivery.DeliverBatch;
import io.tributary.activation.delivery.FollowJobs;
import io.tributary.activation.delivery.Ids;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.membership.Standing;
import io.tributary.activation.secret.Envelope;
import io.tributary.activation.secret.Secrets;
import io.tributary.activation.suppression.Effect;
import io.tributary.activation.suppression.Suppression;
import io.tributary.activation.suppression.SuppressionKind;
import io.tributary.activation.suppression.SuppressionScope;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.embedded.SharedBackends;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Stores, runs and a platform without Spring and without a broker, on a clock that the test moves. */
public final class World implements AutoCloseable {

    private static final KeyedDigest DIGEST = new KeyedDigest(new byte[32]);

    public final FakePlatform platform = FakePlatform.started();
    public final String tenant;
    private final HikariDataSource pool = new HikariDataSource();
    private final PostgresStores stores;
    private final PostgresMemberships memberships;
    private final PostgresAudiences audiences;
    private final PostgresDestinations destinations;
    private final PostgresRuns runs;
    private final PostgresWork work;
    private final SyncAudience syncAudience;
    private final AtomicLong number = new AtomicLong(1);
    private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");

    public World(String tenant) {
        this.tenant = tenant;
        var config = new HikariConfig();
        config.setJdbcUrl(SharedBackends.postgres("activation_world"));
        config.setSchema("cdp_activation");
        config.setMaximumPoolSize(3);
        config.copyStateTo(pool);
        Flyway.configure().dataSource(pool).schemas("cdp_activation").load().migrate();
        var json = JsonMapper.builder().build();
        var store = new Store(JdbcClient.create(pool), new TransactionTemplate(new JdbcTransactionManager(pool)));
        var envelope = new Envelope(new byte[32], new SecureRandom());
        stores = PostgresStores.of(store, json, new ProtoStatements(), Duration.ofSeconds(30), clock(), clock());
        memberships = new PostgresMemberships(store, Duration.ofSeconds(30));
        audiences = new PostgresAudiences(store, json);
        destinations = new PostgresDestinations(store, envelope, json);
        runs = new PostgresRuns(store, json);
        work = new PostgresWork(store);
        var ledger = new PostgresLedger(store, envelope);
        var transport = new NettyTransport(
                new NettyTransport.Options(Duration.ofSeconds(5), 1_000, 4, Duration.ofSeconds(5)),
                new AddressGuard(Set.of(platform.host())),
                Executors.newVirtualThreadPerTaskExecutor(),
                clock(),
                new SimpleMeterRegistry());
        var batches = new DeliverBatch(ledger, new PostgresDeliveries(store), transport, wait -> true, ids(), clock());
        var tools = new SyncAudience.Tools(
                destinations,
                new Connectors(List.of(new SendGridConnector(), new MetaConnector())),
                audiences,
                runs,
                work,
                ledger,
                new EnsureTarget(audiences, transport),
                new FollowJobs(ledger, transport, wait -> true, clock()),
                new PlanRows(stores.people(), memberships, ledger, clock(), clock()),
                new DeliverPage(batches, ledger, clock()));
        syncAudience = new SyncAudience(
                tools, new SafetyRail(1, 0, Duration.ZERO), clock(), RandomGenerator.getDefault(), () -> false);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private Ids ids() {
        return new Ids() {
            @Override
            public String next(String prefix) {
                return "%s_%s_%08d".formatted(prefix, tenant, number.incrementAndGet());
            }

            @Override
            public long nextNumber() {
                return number.addAndGet(16);
            }
        };
    }

    /** Worlds share a database, and heartbeats belong to nobody. */
    private int partition() {
        return tenant.hashCode();
    }

    public void pass(Duration time) {
        now = now.plus(time);
        stores.contacts().apply(List.of(), List.of(), Map.of(partition(), now.toEpochMilli()));
    }

    /** An audience of segment {@code vip} at the platform. */
    public String audience(String kind) {
        var config = new Settings(Map.of("baseUrl", platform.uri().toString(), "adAccountId", "77"));
        var secrets = new Secrets(Map.of("apiKey", "SG.x", "accessToken", "EAA"));
        var destination = new Destination(ids().next("dst"), tenant, kind, kind, kind, config, secrets, "", now, now);
        destinations.add(destination);
        var id = ids().next("aud");
        audiences.add(new Audience(
                id,
                tenant,
                kind,
                "vip",
                destination.id(),
                Mode.TARGET,
                List.of("email"),
                true,
                null,
                Settings.none(),
                "",
                false,
                "",
                0,
                now));
        return id;
    }

    public void contact(String profile, String email) {
        var digest = DIGEST.hex(tenant, "email", email);
        var contact = new Contact(
                tenant,
                profile,
                number.incrementAndGet(),
                false,
                List.of(new Contact.Identifier("email", email, digest, now)),
                List.of(new Contact.Point(Channel.EMAIL, email, digest, true, now, null, null, null)),
                List.of(
                        new Contact.Consent("email_marketing", true, now, "form"),
                        new Contact.Consent("advertising", true, now, "form")));
        var own = DIGEST.hex(tenant, "profile_id", profile);
        stores.contacts().apply(List.of(new ContactInbox.Arrived(contact, partition(), own)), List.of(), Map.of());
    }

    public void member(String profile, boolean in) {
        state(profile, in, "EVENT", Optional.empty());
    }

    public void merged(String loser, String survivor) {
        state(loser, false, "MERGED", Optional.of(survivor));
    }

    private void state(String profile, boolean in, String cause, Optional<String> survivor) {
        var standing = new Standing(tenant, "vip", profile, in, now, 1, number.incrementAndGet(), cause, survivor);
        memberships.apply(List.of(standing), List.of(), now);
    }

    public String suppress(String email) {
        var id = ids().next("sup");
        var subject = new Suppression.Subject("email", DIGEST.hex(tenant, "email", email));
        stores.suppressions()
                .record(
                        List.of(new Suppression(
                                id,
                                tenant,
                                subject,
                                SuppressionScope.GLOBAL,
                                "",
                                SuppressionKind.MANUAL,
                                Effect.BLOCK,
                                now,
                                null,
                                "",
                                "")),
                        "test");
        return id;
    }

    public void lift(String id) {
        stores.suppressions().lift(tenant, id, "test");
    }

    /** One run, as the dispatcher would make it. */
    public Run run(String audienceId) {
        var audience = audiences.find(tenant, audienceId).orElseThrow();
        var run = new Run(
                ids().next("run"),
                tenant,
                audienceId,
                Run.State.RUNNING,
                Run.Trigger.CHANGES,
                false,
                false,
                now,
                null,
                RunCounts.none(),
                "");
        return syncAudience.sync(audience, run, "test").orElseThrow();
    }

    public String remoteId(String audienceId) {
        return audiences.find(tenant, audienceId).orElseThrow().remoteId();
    }

    public long removed(String audienceId) {
        return audiences
                .totals(audiences.find(tenant, audienceId).orElseThrow())
                .removed();
    }

    public boolean isSettled(String audienceId) {
        return work.take(audienceId, now.plus(Duration.ofDays(1)), 1).isEmpty();
    }

    @Override
    public void close() {
        platform.close();
        pool.close();
    }
}
