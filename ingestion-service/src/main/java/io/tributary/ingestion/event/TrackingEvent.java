package io.tributary.ingestion.event;

import org.jspecify.annotations.Nullable;

/**
 * One accepted call. JSON parts are the client's own bytes.
 *
 * @param messageId the idempotency key within the tenant, at most 100 characters
 */
public record TrackingEvent(
        String messageId,
        Person person,
        Call call,
        EventTimes times,
        @Nullable JsonBytes context,
        @Nullable JsonBytes integrations,
        AsSent asSent) {

    /**
     * What gives the call back as it was sent, beside the rest of the event.
     *
     * @param others an object of the members that nothing else gives back; null when there are none
     * @param propertiesAdded how many members at the end of the properties the client did not send there
     * @param traitsAdded how many members at the end of the traits the client did not send there
     */
    public record AsSent(@Nullable JsonBytes others, int propertiesAdded, int traitsAdded) {}
}
