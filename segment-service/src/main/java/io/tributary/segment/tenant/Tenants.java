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

    /** Where a tenant's days begin, and whether it is refused. */
    public record Standing(ZoneId zone, boolean refused) {}

    private static final Standing UNKNOWN = new Standing(ZoneOffset.UTC, false);

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

    public boolean refuses(String tenant) {
        return standings.getOrDefault(tenant, UNKNOWN).refused();
    }
}
