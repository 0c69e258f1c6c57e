package io.tributary.bench.identity;

import io.tributary.bench.ceiling.Ceiling;
import io.tributary.bench.measure.Cost;

/**
 * One run: so many events, resolved as fast as identity can.
 *
 * @param seconds from the first event that was written until the last was resolved and everything about it announced
 * @param ceiling events that one core upserts in a second, immediately before and after
 */
public record IdentityRun(long events, double seconds, Cost cost, Ceiling ceiling) {

    private static final String IDENTITY = "identity-service";
    private static final String DATABASE = "postgres";

    public double identityMillisPerEvent() {
        return millisPerEvent(IDENTITY);
    }

    public double databaseMillisPerEvent() {
        return millisPerEvent(DATABASE);
    }

    /** Events that one core resolves in a second, of which identity and database each take their part. */
    public double eventsPerCoreSecond() {
        return cost.eventsPerCoreSecond(events, IDENTITY, DATABASE);
    }

    public double eventsPerSecond() {
        return events / seconds;
    }

    private double millisPerEvent(String process) {
        return cost.cpuMillisPer(events).getOrDefault(process, 0.0);
    }
}
