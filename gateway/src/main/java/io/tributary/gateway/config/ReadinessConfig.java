package io.tributary.gateway.config;

import io.tributary.gateway.access.TenantStandings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What else has to be true before the gateway says that it is ready. */
@Configuration(proxyBeanMethods = false)
class ReadinessConfig {

    /** Before the tenants were read, a suspended one would pass. */
    @Bean
    HealthIndicator tenantsHealthIndicator(TenantStandings standings) {
        return () -> standings.isLoaded()
                ? Health.up().build()
                : Health.down().withDetail("reason", "tenants not read yet").build();
    }
}
