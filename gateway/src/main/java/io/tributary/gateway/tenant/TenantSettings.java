package io.tributary.gateway.tenant;

/**
 * What a tenant's own admin may set.
 *
 * @param timeZone an IANA zone, fixed by the tenant's first event
 * @param region ISO 3166 alpha-2, the default region of phone numbers; empty refuses numbers without a country code
 */
public record TenantSettings(String name, String timeZone, String region, TenantLimits limits) {}
