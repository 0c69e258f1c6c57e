package io.tributary.contracts.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The catalogue of topics: name, clean-up and retention. All topics have the installation's partition count, so that
 * those keyed by profile are co-partitioned.
 */
public enum Topic {
    EVENTS("cdp.events.v1", Cleanup.DELETE, Duration.ofDays(7)),
    EVENTS_BULK("cdp.events-bulk.v1", Cleanup.DELETE, Duration.ofDays(7)),
    BAD_ROWS("cdp.bad-rows.v1", Cleanup.DELETE, Duration.ofDays(30)),
    RESOLVED_EVENTS("cdp.resolved-events.v1", Cleanup.DELETE, Duration.ofDays(7)),
    IDENTITY_CHANGES("cdp.identity-changes.v1", Cleanup.DELETE, Duration.ofDays(7)),
    CONTACTS("cdp.contacts.v1", Cleanup.COMPACT, Duration.ZERO),
    SEGMENTS("cdp.segments.v1", Cleanup.COMPACT, Duration.ZERO),
    COMPUTED_TRAITS("cdp.computed-traits.v1", Cleanup.COMPACT, Duration.ZERO),
    PROFILE_COMMANDS("cdp.profile-commands.v1", Cleanup.DELETE, Duration.ofDays(7)),
    MEMBERSHIPS("cdp.memberships.v1", Cleanup.COMPACT, Duration.ofDays(1)),
    REACHABILITY("cdp.reachability.v1", Cleanup.COMPACT, Duration.ZERO),
    SUPPRESSIONS("cdp.suppressions.v1", Cleanup.COMPACT, Duration.ZERO),
    REQUESTS("cdp.requests.v1", Cleanup.DELETE, Duration.ofDays(30)),
    RECEIPTS("cdp.receipts.v1", Cleanup.DELETE, Duration.ofDays(30)),
    AUDIT("cdp.audit.v1", Cleanup.DELETE, Duration.ofDays(30)),
    TENANTS("cdp.tenants.v1", Cleanup.COMPACT, Duration.ZERO),
    SOURCES("cdp.sources.v1", Cleanup.COMPACT, Duration.ZERO),
    TRACKING_PLANS("cdp.tracking-plans.v1", Cleanup.COMPACT, Duration.ZERO);

    private enum Cleanup {
        DELETE,
        COMPACT
    }

    private final String wireName;
    private final Cleanup cleanup;
    private final Duration retention;

    /** @param retention how long every record is there, also one that a newer one of its key replaces */
    Topic(String wireName, Cleanup cleanup, Duration retention) {
        this.wireName = wireName;
        this.cleanup = cleanup;
        this.retention = retention;
    }

    /** The topic's name in Kafka. */
    public String wireName() {
        return wireName;
    }

    /** The topic-level settings that an installation creates it with, as Kafka spells them. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        switch (cleanup) {
            case DELETE -> {
                settings.put("cleanup.policy", "delete");
                settings.put("retention.ms", Long.toString(retention.toMillis()));
            }
            case COMPACT -> {
                settings.put("cleanup.policy", "compact");
                settings.put("min.cleanable.dirty.ratio", "0.2");
                settings.put("segment.bytes", Integer.toString(64 * 1024 * 1024));
                // A record nobody compacts away is replayed at every restore.
                settings.put(
                        "max.compaction.lag.ms",
                        Long.toString(retention.plusMinutes(10).toMillis()));
                // What a reader of every record may miss for so long without losing one.
                settings.put("min.compaction.lag.ms", Long.toString(retention.toMillis()));
            }
        }
        return settings;
    }
}
