package io.tributary.identity.config;

import io.tributary.contracts.topic.Topic;
import io.tributary.identity.adapter.kafka.Lane;
import io.tributary.identity.adapter.kafka.LaneGate;
import io.tributary.identity.adapter.kafka.OutboxRelay;
import io.tributary.identity.adapter.kafka.TenantsFeed;
import io.tributary.identity.adapter.kafka.TopicsReady;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts and stops the work in order: topics, tenants, relay, lanes, privacy requests. Ready means that all of them run. */
@Component("resolution")
class Work implements SmartLifecycle, HealthIndicator {

    private static final Duration TENANTS_LOADED_WITHIN = Duration.ofSeconds(30);

    private static final List<Topic> TOPICS = List.of(
            Topic.EVENTS,
            Topic.EVENTS_BULK,
            Topic.RESOLVED_EVENTS,
            Topic.IDENTITY_CHANGES,
            Topic.CONTACTS,
            Topic.TENANTS,
            Topic.REQUESTS,
            Topic.RECEIPTS);

    private final TopicsReady topicsReady;
    private final TenantsFeed tenants;
    private final LaneGate gate;
    private final ObjectProvider<OutboxRelay> relay;
    private final ObjectProvider<Lanes> lanes;
    private final ObjectProvider<PrivacyWork> privacy;
    private volatile @Nullable Lanes running;

    Work(
            TopicsReady topicsReady,
            TenantsFeed tenants,
            LaneGate gate,
            ObjectProvider<OutboxRelay> relay,
            ObjectProvider<Lanes> lanes,
            ObjectProvider<PrivacyWork> privacy) {
        this.topicsReady = topicsReady;
        this.tenants = tenants;
        this.gate = gate;
        this.relay = relay;
        this.lanes = lanes;
        this.privacy = privacy;
    }

    @Override
    public void start() {
        topicsReady.ensure(TOPICS);
        try {
            if (!tenants.start(TENANTS_LOADED_WITHIN)) {
                throw new IllegalStateException("the topic of the tenants cannot be read to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reading the tenants", e);
        }
        relay.getObject().start();
        var containers = lanes.getObject();
        containers.of(Lane.BULK).pause();
        containers.containers().values().forEach(it -> it.start());
        gate.start(containers.of(Lane.BULK));
        privacy.getObject().start();
        running = containers;
    }

    /** Containers finish the batch at hand and commit it. */
    @Override
    public void stop() {
        var containers = running;
        if (containers != null) {
            running = null;
            gate.close();
            privacy.getObject().stop();
            containers.containers().values().forEach(it -> it.stop());
            relay.getObject().close();
            tenants.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public Health health() {
        var containers = running;
        boolean up = containers != null
                && containers.containers().values().stream().allMatch(it -> it.isRunning() && it.isInExpectedState())
                && privacy.getObject().isRunning();
        return up ? Health.up().build() : Health.outOfService().build();
    }
}
