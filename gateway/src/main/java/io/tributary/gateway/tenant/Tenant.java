package io.tributary.gateway.tenant;

import java.time.Instant;

/**
 * A tenant as a whole.
 *
 * @param timeZoneFixed whether the first event was seen, after which the zone stays
 * @param revision grows by one with every change; a change is only kept when it started from the latest
 */
public record Tenant(
        String key,
        TenantSettings settings,
        TenantStatus status,
        boolean timeZoneFixed,
        long revision,
        Instant createdAt) {

    /** A tenant that is being set up. */
    public static Tenant provisioning(String key, TenantSettings settings, Instant now) {
        return new Tenant(key, settings, TenantStatus.PROVISIONING, false, 1, now);
    }

    Tenant as(TenantStatus next) {
        return new Tenant(key, settings, next, timeZoneFixed, revision + 1, createdAt);
    }

    Tenant with(TenantSettings next) {
        return new Tenant(key, next, status, timeZoneFixed, revision + 1, createdAt);
    }
}
