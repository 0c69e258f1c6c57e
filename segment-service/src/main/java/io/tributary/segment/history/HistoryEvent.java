package io.tributary.segment.history;

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
        Times times,
        Bodies bodies,
        Place place,
        @Nullable Long duplicateAt) {

    /**
     * The event's times.
     *
     * @param timestamp resolved time, by which everything is judged
     * @param resolvedAt when this service first saw it
     */
    public record Times(long timestamp, long receivedAt, long resolvedAt) {}

    /** The JSON objects that came with the event. */
    public record Bodies(String properties, String traits, String context) {}

    /** Where the copy lies in the topic: tells a second copy from the same record read twice. */
    public record Place(int partition, long offset) {}
}
