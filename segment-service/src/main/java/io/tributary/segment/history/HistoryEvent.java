package io.tributary.segment.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resolved event. Times are suite time in epoch milliseconds; JSON is the client's own text, empty when absent.
 *
 * @param type the call in lower case, such as {@code track}
 * @param duplicateAt when a second copy of the message came, null while there was none
 */
public record HistoryEvent(
        String tenant,
        String messageId,
        String profileId,
        long graphNumber,
        String type,
        String event,
        String name,
        String source,
        Ids ids,
        Times times,
        Bodies bodies,
        Origin origin,
        Place place,
        @Nullable Long duplicateAt) {

    /** Whom and what the client named; an absent id is empty. */
    public record Ids(String userId, String anonymousId, String groupId, String previousId) {}

    /**
     * The event's times.
     *
     * @param timestamp resolved time, by which everything is judged
     * @param resolvedAt when this service first saw it
     * @param sentAt as the client said it
     * @param originalTimestamp as the client said it
     * @param clamped the resolved time was moved back to the allowed edge
     */
    public record Times(
            long timestamp,
            long receivedAt,
            long resolvedAt,
            @Nullable Long sentAt,
            @Nullable Long originalTimestamp,
            boolean clamped) {}

    /**
     * The JSON objects that came with the event.
     *
     * @param others the members of the call that nothing else gives back as they were sent
     * @param propertiesAdded how many members at the end of the properties the client did not send there
     * @param traitsAdded how many members at the end of the traits the client did not send there
     */
    public record Bodies(
            String properties,
            String traits,
            String context,
            String integrations,
            String others,
            int propertiesAdded,
            int traitsAdded) {}

    /**
     * Where the event came from and by what it was resolved.
     *
     * @param trust of its source, as {@code priority} decides between values of a trait
     * @param identifiers its own, as {@code namespace:digest in hex}, strongest first
     */
    public record Origin(int trust, int priority, List<String> identifiers) {}

    /** Where a page of events ends that ends with this one. */
    public EventHistory.Position position() {
        return new EventHistory.Position(times.timestamp(), messageId);
    }

    /** Where the copy lies in the topic: tells a second copy from the same record read twice. */
    public record Place(int partition, long offset) {}
}
