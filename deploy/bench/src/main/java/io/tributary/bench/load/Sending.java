package io.tributary.bench.load;

import java.util.concurrent.TimeUnit;

/** A pace that has begun: says when the next request is to leave. Times are those of {@link System#nanoTime}. */
sealed interface Sending {

    /** When the request of that number was to leave; from then on its latency counts. */
    long intended(long number, long nowNanos);

    boolean isDue(long number, long nowNanos);

    /** Whether no request of that number or a higher one is sent any more. */
    boolean isOver(long number, long nowNanos);

    static Sending begin(Pace pace, long nowNanos) {
        return switch (pace) {
            case Pace.Closed closed -> new AtOnce(nowNanos + closed.duration().toNanos());
            case Pace.Open open -> {
                double seconds = open.duration().toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
                yield new OnTime(
                        new Timetable(nowNanos, open.requestsPerSecond()), (long) (open.requestsPerSecond() * seconds));
            }
        };
    }

    /** Whenever a connection is free. */
    record AtOnce(long endNanos) implements Sending {
        @Override
        public long intended(long number, long nowNanos) {
            return nowNanos;
        }

        @Override
        public boolean isDue(long number, long nowNanos) {
            return true;
        }

        @Override
        public boolean isOver(long number, long nowNanos) {
            return nowNanos - endNanos >= 0;
        }
    }

    /** When the timetable says so; all of its requests are sent, however late. */
    record OnTime(Timetable timetable, long total) implements Sending {
        @Override
        public long intended(long number, long nowNanos) {
            return timetable.intended(number);
        }

        @Override
        public boolean isDue(long number, long nowNanos) {
            return timetable.isDue(number, nowNanos);
        }

        @Override
        public boolean isOver(long number, long nowNanos) {
            return number >= total;
        }
    }
}
