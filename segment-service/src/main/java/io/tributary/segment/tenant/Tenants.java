package io.tributary.segment.tenant;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The current state of every tenant, kept in memory from the compacted topic. A tenant nobody has announced yet is
 * served and lives in UTC: its token was verified, only the announcement is on its way.
 */
public final class Tenants {

    /**
     * Where a tenant's days begin, and whether it is refused.
     *
     * @param region of telephone numbers without a country, ISO 3166 alpha-2; empty when there is none
     */
    public record Standing(ZoneId zone, boolean refused, String region) {}

    private static final Standing UNKNOWN = new Standing(ZoneOffset.UTC, false, "");

    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    public void put(String tenant, Standing standing) {
        standings.put(tenant, standing);
    }

    public void forget(String tenant) {
        standings.remove(tenant);
    }

    public ZoneId zone(String tenant) {
        return standings.getOrDefault(tenant, UNKNOWN).zone();
    }

    /** The default region of telephone numbers; empty when the tenant has none or is not known. */
    public String region(String tenant) {
        return standings.getOrDefault(tenant, UNKNOWN).region();
    }

    public boolean refuses(String tenant) {
        return standings.getOrDefault(tenant, UNKNOWN).refused();
    }
}
