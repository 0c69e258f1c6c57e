package io.tributary.bench.load;

import java.util.Map;

/**
 * What one run of the generator saw.
 *
 * @param startNanos when the first request was to leave, on the clock of {@link System#nanoTime}
 * @param seconds from the first send to the last answer
 */
public record LoadResult(long startNanos, double seconds, Requests requests, Punctuality punctuality, Latency latency) {

    /** Above this share of late sends a run at half load says more about the generator than about the server. */
    public static final double MAX_LATE_SHARE = 0.01;

    /**
     * Requests by what became of them.
     *
     * @param taken answered with 2xx
     * @param lost no answer: the connection broke, or the run ended
     * @param otherAnswers the rest by status
     */
    public record Requests(long sent, long taken, long lost, Map<Integer, Long> otherAnswers) {
        public Requests {
            otherAnswers = Map.copyOf(otherAnswers);
        }

        public boolean allTaken() {
            return taken == sent;
        }
    }

    /**
     * How well the timetable was kept.
     *
     * @param late sends that left more than 5 ms after their time because the generator was behind
     * @param waited sends that left late because all connections waited for answers: the server's doing
     */
    public record Punctuality(long late, long waited) {}

    public double requestsPerSecond() {
        return requests.taken() / seconds;
    }

    public double lateShare() {
        return requests.sent() == 0 ? 0 : (double) punctuality.late() / requests.sent();
    }

    /** Whether the generator kept its timetable well enough for the latencies to mean something. */
    public boolean isPunctual() {
        return lateShare() <= MAX_LATE_SHARE;
    }
}
