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
        @Nullable JsonBytes integrations) {}
