package io.tributary.bench.topology;

import io.tributary.bench.load.Latency;
import io.tributary.bench.load.Timetable;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts the memberships that the events of one run changed, and how long after its time each was seen. Safe for concurrent use. */
final class Sightings {

    private final String run;
    private final @Nullable Timetable timetable;
    private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(30), 3);
    private long count;

    /** @param timetable null for a backlog, of which only a number is wanted */
    Sightings(String run, @Nullable Timetable timetable) {
        this.run = run;
        this.timetable = timetable;
    }

    synchronized void seen(Membership membership, long nanos) {
        if (membership.getCause() != MembershipCause.EVENT
                || !membership.getCauseId().startsWith(run)) {
            return;
        }
        count++;
        if (timetable != null) {
            long number = Long.parseLong(membership.getCauseId().substring(run.length()));
            micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos - timetable.intended(number))));
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized Latency latency() {
        return Latency.of(micros);
    }
}
