package io.tributary.gateway.config;

import io.tributary.gateway.access.TenantStandings;
import io.tributary.gateway.adapter.keycloak.AdminClient;
import io.tributary.gateway.adapter.keycloak.KeycloakOrganizations;
import io.tributary.gateway.adapter.keycloak.RealmAddress;
import io.tributary.gateway.adapter.postgres.PostgresAuditLog;
import io.tributary.gateway.adapter.postgres.PostgresKeptAnswers;
import io.tributary.gateway.adapter.postgres.PostgresTenants;
import io.tributary.gateway.adapter.postgres.Store;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** PostgreSQL and Keycloak, and the only threads that may block on them. */
@Configuration(proxyBeanMethods = false)
class StoreConfig {

    private static final int BLOCKING_THREADS = 16;
    private static final int BLOCKING_QUEUE = 10_000;
    private static final int IDLE_SECONDS = 60;

    @Bean(destroyMethod = "dispose")
    Scheduler blocking() {
        return Schedulers.newBoundedElastic(
                BLOCKING_THREADS,
                BLOCKING_QUEUE,
                Thread.ofVirtual().name("blocking-", 0).factory(),
                IDLE_SECONDS);
    }

    /** A training start has no database. */
    @Bean
    FlywayMigrationStrategy migration(InstallationProperties installation) {
        return installation.training() ? _ -> {} : Flyway::migrate;
    }

    @Bean
    Store store(JdbcClient jdbc, PlatformTransactionManager transactions, Scheduler blocking) {
        return new Store(jdbc, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    PostgresTenants tenants(Store store, TenantStandings standings) {
        return new PostgresTenants(store, standings);
    }

    @Bean
    PostgresAuditLog auditLog(Store store) {
        return new PostgresAuditLog(store);
    }

    @Bean
    PostgresKeptAnswers keptAnswers(Store store, Clock clock) {
        return new PostgresKeptAnswers(store, clock);
    }

    @Bean
    AdminClient adminClient(GatewayProperties gateway, Scheduler blocking) {
        var provider = gateway.identityProvider();
        return new AdminClient(
                RealmAddress.ofIssuer(provider.issuer()),
                provider.clientId(),
                provider.clientSecret(),
                provider.timeout(),
                blocking);
    }

    @Bean
    KeycloakOrganizations organizations(AdminClient client) {
        return new KeycloakOrganizations(client);
    }
}
