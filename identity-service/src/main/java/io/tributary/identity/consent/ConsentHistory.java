package io.tributary.identity.consent;

import java.util.List;
import java.util.UUID;

/** What was allowed when. Calls block; fails with {@code StoreUnavailable}. */
public interface ConsentHistory {

    /** Newest first, of the profile and of all that were merged into it; only entries before that id. */
    List<ConsentRecord> page(String tenant, UUID profile, long before, int limit);
}
