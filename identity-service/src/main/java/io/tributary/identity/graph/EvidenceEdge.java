package io.tributary.identity.graph;

/**
 * Why two identifiers are held to be one person's. Edges are appended and revoked, never changed or deleted.
 *
 * @param id unique within the tenant; rises in the order in which the evidence came
 * @param messageId the event that named both, or empty for a merge by hand
 * @param sourceId the source of that event, or the account that merged
 * @param at suite milliseconds
 */
public record EvidenceEdge(long id, Link link, String messageId, String sourceId, long at, String rule) {

    /** Both identifiers were on one event. */
    public static final String SAME_EVENT = "same-event";

    /** A person said so. */
    public static final String OPERATOR = "operator";
}
