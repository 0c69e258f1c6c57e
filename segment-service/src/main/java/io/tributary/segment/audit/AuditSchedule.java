package io.tributary.segment.audit;

import java.time.Duration;
import java.util.List;

/** Whose audit is due. Blocks; fails with {@code StoreUnavailable}. */
public interface AuditSchedule {

    /** Tenants with published segments of which no audit began within that time, the longest ago first. */
    List<String> due(Duration every, int limit);
}
