package io.tributary.doubles.meta;

import java.time.Duration;
import java.time.Instant;

/** A session as its latest batch left it. Key is the ad account and the caller's number, unique within the account. */
record Session(
        String key,
        String audienceId,
        Operation operation,
        String schema,
        Batch last,
        Instant startedAt,
        Totals totals) {

    static final Duration REPLACE_WINDOW = Duration.ofMinutes(90);

    boolean isFinished() {
        return last.isLast();
    }

    boolean isOutOfTime(Instant now) {
        return operation == Operation.REPLACE && startedAt.plus(REPLACE_WINDOW).isBefore(now);
    }

    boolean blocks(String audience, Instant now) {
        return operation == Operation.REPLACE && audienceId.equals(audience) && !isFinished() && !isOutOfTime(now);
    }

    /** One batch by its number, whether it closes the session, and what was in it. */
    record Batch(long seq, boolean isLast, String fingerprint) {}

    /** Rows of all batches so far. */
    record Totals(long received, long invalid) {
        Totals plus(Upload upload) {
            return new Totals(received + upload.received(), invalid + upload.invalid());
        }
    }
}
