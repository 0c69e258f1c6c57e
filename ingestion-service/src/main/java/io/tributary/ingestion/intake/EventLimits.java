package io.tributary.ingestion.intake;

/**
 * How much one tenant may send at once.
 *
 * @param eventBytes one call, with its share of what the envelope says for all
 * @param batchBytes one body, unpacked
 * @param nesting levels of objects and arrays in one call
 * @param members members of properties, traits, context or integrations
 */
public record EventLimits(int eventBytes, int batchBytes, int batchEvents, int nesting, int members) {

    /** The reference's limits: 32 KB, 4 MB, 2,500 events. */
    public static final EventLimits DEFAULTS = new EventLimits(32 * 1024, 4 * 1024 * 1024, 2_500, 32, 300);

    /** These limits with a tenant's own where it has any; zero means that it has none. */
    public EventLimits with(int ownEventBytes, int ownBatchBytes, int ownBatchEvents) {
        return new EventLimits(
                ownEventBytes > 0 ? ownEventBytes : eventBytes,
                // Never above the installation's: that one is counted before the tenant is known.
                ownBatchBytes > 0 ? Math.min(ownBatchBytes, batchBytes) : batchBytes,
                ownBatchEvents > 0 ? Math.min(ownBatchEvents, CallReader.MAX_CALLS) : batchEvents,
                nesting,
                members);
    }
}
