package io.tributary.bench.load;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts one run's requests and their latencies. For one thread; read when the run is over. */
final class Tally {

    /** Beyond this a send is late. Below, the generator's own timer, which ticks each millisecond, explains it. */
    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(LONGEST_MICROS, DIGITS);
    private final TreeMap<Integer, Long> otherAnswers = new TreeMap<>();
    private long sent;
    private long late;
    private long waited;
    private long taken;
    private long lost;

    /** @param noConnectionWasFree the request waited for an answer to another one, so that the generator is not to blame */
    void sent(long intendedNanos, long nowNanos, boolean noConnectionWasFree) {
        sent++;
        if (nowNanos - intendedNanos > LATE_NANOS) {
            if (noConnectionWasFree) {
                waited++;
            } else {
                late++;
            }
        }
    }

    /** The latency counts from the intended time, so that waiting for a slow answer before it is part of it. */
    void answered(int status, long intendedNanos, long nowNanos) {
        latencies.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nowNanos - intendedNanos), 0, LONGEST_MICROS));
        if (status >= 200 && status < 300) {
            taken++;
        } else {
            otherAnswers.merge(status, 1L, Long::sum);
        }
    }

    void lost() {
        lost++;
    }

    LoadResult result(long startNanos, long tookNanos) {
        return new LoadResult(
                startNanos,
                tookNanos / (double) TimeUnit.SECONDS.toNanos(1),
                new LoadResult.Requests(sent, taken, lost, otherAnswers),
                new LoadResult.Punctuality(late, waited),
                Latency.of(latencies));
    }
}
