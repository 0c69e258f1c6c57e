package io.tributary.ingestion.intake;

import io.tributary.ingestion.tenant.OwnLimits;

/**
 * How much one tenant may send at once.
 *
 * @param eventBytes one call, with its share of what the envelope says for all
 * @param batchBytes one body, unpacked
 * @param nesting levels of objects and arrays in one call
 * @param members members of properties, traits, context or integrations, or members of the call outside the protocol
 */
public record EventLimits(int eventBytes, int batchBytes, int batchEvents, int nesting, int members) {

    /** The reference's limits: 32 KB, 4 MB, 2,500 events. */
    public static final EventLimits DEFAULTS = new EventLimits(32 * 1024, 4 * 1024 * 1024, 2_500, 32, 300);

    /** A larger event could not be written as one record of the log. */
    private static final int MAX_EVENT_BYTES = 512 * 1024;

    /** Below what the parser takes, and what whoever reads the event can take as well. */
    private static final int MAX_NESTING = 150;

    /** These limits with a tenant's own where it has any. Whatever it has, it stays within what the door can do. */
    public EventLimits with(OwnLimits own) {
        return new EventLimits(
                own.eventBytes() > 0 ? Math.min(own.eventBytes(), MAX_EVENT_BYTES) : eventBytes,
                // Never above the installation's: that one is counted before the tenant is known.
                own.batchBytes() > 0 ? Math.min(own.batchBytes(), batchBytes) : batchBytes,
                own.batchEvents() > 0 ? Math.min(own.batchEvents(), CallReader.MAX_CALLS) : batchEvents,
                own.nesting() > 0 ? Math.min(own.nesting(), MAX_NESTING) : nesting,
                own.members() > 0 ? Math.min(own.members(), SentObject.MAX_MEMBERS) : members);
    }
}
