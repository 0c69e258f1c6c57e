package io.tributary.ingestion.live;

import java.time.Instant;

/**
 * One call as a debugger sees it: what it was and what became of it, without traits or properties.
 *
 * @param verdict accepted or refused; a suppressed call is not shown
 * @param detail why it was refused; empty when it was not
 */
public record LiveEvent(
        String sourceId, Instant seenAt, String verdict, String messageId, String type, String event, String detail) {}
