package io.tributary.ingestion.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.ingestion.adapter.micrometer.MicrometerIntakeCounts;
import io.tributary.ingestion.intake.AcceptCalls;
import io.tributary.ingestion.intake.EventLog;
import io.tributary.ingestion.intake.InFlightBytes;
import io.tributary.ingestion.intake.IntakePolicy;
import io.tributary.ingestion.intake.MessageIds;
import io.tributary.ingestion.intake.TenantRules;
import io.tributary.ingestion.intake.TimeOrderedIds;
import io.tributary.ingestion.intake.TimePolicy;
import io.tributary.ingestion.live.LiveEvents;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.source.ChangeSources;
import io.tributary.ingestion.source.SourceFeed;
import io.tributary.ingestion.source.Sources;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.suppression.Digest;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.RateBudgets;
import io.tributary.ingestion.tenant.Tenants;
import io.tributary.ingestion.violation.PlanCounts;
import io.tributary.ingestion.violation.Tally;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core: what decides, and what it looks up. */
@Configuration(proxyBeanMethods = false)
class IntakeConfig {

    private static final int SECRET_BYTES = 24;

    @Bean
    KeyedDigest keyedDigest(PlatformProperties platform, @Value("${cdp.training:false}") boolean training) {
        return platform.toDigest(training);
    }

    @Bean
    Digest digest(KeyedDigest keyedDigest) {
        return keyedDigest::of;
    }

    /** Ids are random beyond their time; a generator per call site would only cost contention. */
    @Bean
    TimeOrderedIds timeOrderedIds(Clock realClock) {
        return new TimeOrderedIds(realClock, () -> ThreadLocalRandom.current().nextLong());
    }

    @Bean
    WriteKeys writeKeys() {
        return new WriteKeys();
    }

    @Bean
    Tenants tenants() {
        return new Tenants();
    }

    @Bean
    DoorList doorList(Digest digest) {
        return new DoorList(digest);
    }

    @Bean
    InFlightBytes inFlightBytes(IngestionProperties properties, MeterRegistry registry) {
        var inFlight = new InFlightBytes(properties.door().inFlight().toBytes());
        Gauge.builder("cdp.intake.held", inFlight, InFlightBytes::taken)
                .baseUnit("bytes")
                .register(registry);
        return inFlight;
    }

    @Bean
    IntakePolicy intakePolicy(
            IngestionProperties properties, DoorList doorList, TenantRules rules, TimeOrderedIds ids, Digest digest) {
        var times = properties.times();
        return new IntakePolicy(
                new TimePolicy(times.maxClockAhead(), times.correctSkew()),
                doorList,
                rules,
                MessageIds.atTheDoor(ids, digest),
                ids);
    }

    @Bean
    TenantRules tenantRules(Tenants tenants, PlanIndex plans, Digest digest) {
        return new TenantRules(tenants, plans, digest);
    }

    @Bean
    LiveEvents liveEvents(MeterRegistry registry, Tally tally, @Qualifier("suiteClock") Clock suiteClock) {
        var counts = new PlanCounts(new MicrometerIntakeCounts(registry), tally, suiteClock);
        return new LiveEvents(counts, suiteClock);
    }

    @Bean
    AcceptCalls.Door door(WriteKeys keys, Tenants tenants, IngestionProperties properties) {
        return new AcceptCalls.Door(
                keys,
                tenants,
                new RateBudgets(System::nanoTime),
                properties.limits().toEventLimits());
    }

    @Bean
    AcceptCalls acceptCalls(
            AcceptCalls.Door door,
            @Qualifier("suiteClock") Clock suiteClock,
            Clock realClock,
            IntakePolicy policy,
            EventLog log,
            LiveEvents counts) {
        return new AcceptCalls(door, new AcceptCalls.Clocks(suiteClock, realClock), policy, log, counts);
    }

    @Bean
    ChangeSources changeSources(
            Sources sources, SourceFeed feed, WriteKeys index, Clock realClock, TimeOrderedIds ids) {
        return new ChangeSources(sources, feed, index, realClock, ids, newSecrets());
    }

    private static Supplier<String> newSecrets() {
        var random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }
}
