package io.tributary.ingestion.config;

import io.tributary.ingestion.adapter.kafka.DoorView;
import io.tributary.ingestion.adapter.kafka.TopicsReady;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: the topics are there, and keys, tenants and suppressed people are read to their end. */
@Component("doorHealthIndicator")
class DoorHealth implements HealthIndicator {

    private final TopicsReady topics;
    private final DoorView view;

    DoorHealth(TopicsReady topics, DoorView view) {
        this.topics = topics;
        this.view = view;
    }

    @Override
    public Health health() {
        return topics.isRunning() && view.isCaughtUp()
                ? Health.up().build()
                : Health.down()
                        .withDetail("topics", topics.isRunning())
                        .withDetail("caughtUp", view.isCaughtUp())
                        .build();
    }
}
