package io.tributary.ingestion.tenant;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The latest state of every tenant, in memory. Lookups never wait. */
public final class Tenants {

    private final Map<String, TenantState> states = new ConcurrentHashMap<>();

    public void put(TenantState state) {
        states.put(state.tenant(), state);
    }

    public void forget(String tenant) {
        states.remove(tenant);
    }

    public TenantState state(String tenant) {
        var known = states.get(tenant);
        return known == null ? TenantState.unknown(tenant) : known;
    }
}
