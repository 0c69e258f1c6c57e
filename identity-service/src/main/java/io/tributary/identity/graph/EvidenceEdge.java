package io.tributary.identity.graph;

import org.jspecify.annotations.Nullable;

/**
 * Why two identifiers are held to be one person's. Edges are appended and revoked, never changed or deleted.
 *
 * @param id unique within the tenant; rises in the order in which the evidence came
 * @param messageId the event that named both, the suggestion that was accepted, or empty for a merge by hand
 * @param sourceId the source of that event, or the account that merged or accepted
 * @param at suite milliseconds
 * @param weight bits of evidence where a score stood behind it, else null
 */
public record EvidenceEdge(
        long id,
        Link link,
        String messageId,
        String sourceId,
        long at,
        String rule,
        @Nullable Double weight) {

    /** Evidence that needs no score. */
    public EvidenceEdge(long id, Link link, String messageId, String sourceId, long at, String rule) {
        this(id, link, messageId, sourceId, at, rule, null);
    }

    /** Both identifiers were on one event. */
    public static final String SAME_EVENT = "same-event";

    /** A login followed in the same visit on a shared device. */
    public static final String SAME_SESSION = "same-session";

    /** A person said so. */
    public static final String OPERATOR = "operator";

    /** A person accepted a suggestion. */
    public static final String SUGGESTION = "suggestion";
}
