package io.tributary.activation.tenant;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tenants that are not served. A tenant that nothing is known about is served: its token was verified. */
public final class Tenants {

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    public boolean refuses(String tenant) {
        return refused.contains(tenant);
    }

    public void refuse(String tenant) {
        refused.add(tenant);
    }

    public void admit(String tenant) {
        refused.remove(tenant);
    }
}
