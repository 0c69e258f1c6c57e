package io.tributary.gateway.tenant;

/**
 * A tenant's own limits; zero means the installation's default.
 *
 * @param nesting levels of objects and arrays in one call
 * @param members members of one object of a call
 */
public record TenantLimits(
        long eventsPerSecond, int eventBytes, int batchBytes, int batchEvents, int nesting, int members) {

    public static final TenantLimits DEFAULTS = new TenantLimits(0, 0, 0, 0, 0, 0);
}
