package io.tributary.gateway.tenant;

import java.util.List;

/** Tenants whose latest revision was not published yet. Plain and blocking: called by the thread that publishes. */
public interface TenantAnnouncements {

    List<Tenant> pending(int limit);

    void announced(Tenant tenant);

    /** Marks all tenants as not published, so that an emptied topic is filled again. */
    void announceAllAgain();
}
