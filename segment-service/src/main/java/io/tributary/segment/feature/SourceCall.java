package io.tributary.segment.feature;

/**
 * One accepted call, as far as a profile takes notice of it. JSON is the client's own, an object or nothing.
 *
 * @param kind which of the six calls it is
 * @param event the event name of track, page and screen calls; else empty
 * @param name the page's or screen's name; else empty
 * @param at resolved time, epoch milliseconds
 */
// Calls are read once and never compared, so arrays spare a copy.
@SuppressWarnings("ArrayRecordComponent")
public record SourceCall(
        Kind kind,
        String event,
        String name,
        long at,
        String messageId,
        SourceRank rank,
        byte[] properties,
        byte[] traits) {

    /** The calls of the public API. */
    public enum Kind {
        IDENTIFY,
        TRACK,
        PAGE,
        SCREEN,
        GROUP,
        ALIAS
    }
}
