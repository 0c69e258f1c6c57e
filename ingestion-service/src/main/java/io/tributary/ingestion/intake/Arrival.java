package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.source.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a call beside the call.
 *
 * @param route the type that the route names; null for a batch, whose calls name their own
 * @param receivedAt suite time
 * @param judgedAt suite time as well: later than {@code receivedAt} for what waited, and whoever was erased meanwhile stays so
 * @param retried its times must not be corrected by its clock: the client says that it sends again, or that it is a server
 */
public record Arrival(
        Source source,
        @Nullable CallType route,
        Instant receivedAt,
        Instant judgedAt,
        boolean retried,
        EventLimits limits) {

    /** A call that is judged as it comes in. */
    public static Arrival atTheDoor(
            Source source, @Nullable CallType route, Instant receivedAt, boolean retried, EventLimits limits) {
        return new Arrival(source, route, receivedAt, receivedAt, retried, limits);
    }
}
