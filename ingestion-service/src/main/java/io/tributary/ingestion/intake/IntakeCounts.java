package io.tributary.ingestion.intake;

import io.tributary.ingestion.source.Source;
import java.util.List;

/** Counts what was answered. For every source: received = accepted + refused + suppressed. */
public interface IntakeCounts {

    /** Counts one request's calls, after the log has taken them. */
    void count(Source source, List<IntakeVerdict> verdicts);

    /** Counts a request that was turned away as a whole, by its reason. */
    void turnedAway(String reason);
}
