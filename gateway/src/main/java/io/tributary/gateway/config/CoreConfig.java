package io.tributary.gateway.config;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.gateway.access.AccessPolicy;
import io.tributary.gateway.access.TenantStandings;
import io.tributary.gateway.audit.AuditLog;
import io.tributary.gateway.audit.VerifyChain;
import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.tenant.ChangeMembers;
import io.tributary.gateway.tenant.ChangeTenant;
import io.tributary.gateway.tenant.Organizations;
import io.tributary.gateway.tenant.ProvisionTenant;
import io.tributary.gateway.tenant.Tenants;
import java.time.Clock;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The decisions: plain objects that know nothing of Spring. */
@Configuration(proxyBeanMethods = false)
class CoreConfig {

    /** Real time only: nothing that the gateway does is business time. */
    @Bean
    Clock realClock() {
        return Clock.systemUTC();
    }

    @Bean
    KeyedDigest keyedDigest(InstallationProperties installation) {
        var secret = installation.platform().secret();
        if (secret.isEmpty() && installation.training()) {
            return new KeyedDigest(new byte[32]);
        }
        try {
            return new KeyedDigest(Base64.getDecoder().decode(secret));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "cdp.platform.secret (CDP_PLATFORM_SECRET) has to be base64 of at least 32 random bytes,"
                            + " the same for every service; make one with: openssl rand -base64 32",
                    e);
        }
    }

    @Bean
    RoutingTable routingTable() {
        return RoutingTable.ofTheSuite();
    }

    @Bean
    TenantStandings tenantStandings() {
        return new TenantStandings();
    }

    @Bean
    AccessPolicy accessPolicy(TenantStandings standings) {
        return new AccessPolicy(standings::of);
    }

    @Bean
    ProvisionTenant provisionTenant(Tenants tenants, Organizations organizations, Clock clock) {
        return new ProvisionTenant(tenants, organizations, clock);
    }

    @Bean
    ChangeTenant changeTenant(Tenants tenants, Organizations organizations) {
        return new ChangeTenant(tenants, organizations);
    }

    @Bean
    ChangeMembers changeMembers(Organizations organizations) {
        return new ChangeMembers(organizations);
    }

    @Bean
    VerifyChain verifyChain(AuditLog log) {
        return new VerifyChain(log);
    }
}
