package io.tributary.gateway.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest known standing of every tenant, in memory: replaced as a whole, so that a reader never sees half. */
public final class TenantStandings {

    private volatile @Nullable Map<String, TenantStanding> byTenant;

    public TenantStanding of(String tenant) {
        var known = byTenant;
        return known == null ? TenantStanding.NOT_KNOWN_YET : known.getOrDefault(tenant, TenantStanding.ABSENT);
    }

    /** Takes over the standings of all tenants. */
    public void replace(Map<String, TenantStanding> all) {
        byTenant = Map.copyOf(all);
    }

    public boolean isLoaded() {
        return byTenant != null;
    }
}
