package io.tributary.gateway.tenant;

/** A tenant's own limits; zero means the installation's default. */
public record TenantLimits(long eventsPerSecond, int eventBytes, int batchBytes, int batchEvents) {

    public static final TenantLimits DEFAULTS = new TenantLimits(0, 0, 0, 0);
}
