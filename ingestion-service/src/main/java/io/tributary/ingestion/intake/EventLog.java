package io.tributary.ingestion.intake;

import io.tributary.ingestion.source.Source;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The durable log behind the door. */
public interface EventLog {

    /**
     * Appends every accepted and every refused call; suppressed ones leave no trace. Completes when all of them are
     * durable (acks=all). Fails with {@code BrokerUnavailable} when any is not: some may then be in the log, and the
     * client's retry adds them again under the same message ids.
     */
    Mono<Void> append(Lane lane, Source source, Instant receivedAt, List<IntakeVerdict> verdicts);
}
