package io.tributary.gateway.tenant;

import java.time.Instant;
import java.util.Map;

/** Which tenants still wait for their first event. Plain and blocking: called by the thread that watches the topics. */
public interface FirstEvents {

    /** Tenants without an event so far, with the time of their creation. */
    Map<String, Instant> awaited();

    /** Fixes the tenant's time zone; once is enough, more does no harm. */
    void seen(String tenant);
}
