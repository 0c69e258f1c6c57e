package io.tributary.activation.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready means that topics are there and consumed; part of readiness under the name {@code intake}. */
@Component("intake")
class IntakeHealthIndicator implements HealthIndicator {

    private final Background background;

    IntakeHealthIndicator(Background background) {
        this.background = background;
    }

    @Override
    public Health health() {
        return background.isServing() ? Health.up().build() : Health.down().build();
    }
}
