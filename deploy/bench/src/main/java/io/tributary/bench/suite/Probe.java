package io.tributary.bench.suite;

import io.tributary.bench.load.Bodies;
import io.tributary.bench.load.Latency;
import io.tributary.bench.load.LoadGenerator;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.load.Pace;
import io.tributary.bench.load.ShopEvents;
import io.tributary.bench.load.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * How long it takes from an event to a membership: single events of people never seen before, on a timetable of their
 * own beside the load, each of which puts its person into one segment.
 */
final class Probe implements AutoCloseable {

    static final double PER_SECOND = 20;

    private static final int CONNECTIONS = 64;
    private static final int FIRST_PERSON = 50_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final Target target;
    private final Clock clock;
    private final int eventBytes;
    private final LoadGenerator generator = new LoadGenerator();
    private final MembershipWatch watch;
    private final AtomicInteger nextPerson = new AtomicInteger(FIRST_PERSON);
    private int runs;

    Probe(Target target, String bootstrap, int eventBytes, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.eventBytes = eventBytes;
        this.watch = new MembershipWatch(bootstrap);
    }

    /** Returns when every membership was seen, or when patience has ended after the last event. */
    Seen run(Duration duration) throws InterruptedException {
        var name = "prb%05d".formatted(++runs);
        var bodies = new Bodies(
                name,
                List.of(ShopEvents.named(Segments.PROBE_EVENT, eventBytes)),
                1,
                nextPerson::getAndIncrement,
                clock::millis);
        var load = generator.run(target, new Pace.Open(PER_SECOND, CONNECTIONS, duration), bodies);
        int sent = Math.toIntExact(load.requests().sent());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var seen = seen(name, load);
        while (seen.seen() < sent && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            seen = seen(name, load);
        }
        return seen;
    }

    private Seen seen(String name, LoadResult load) {
        var micros = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
        int[] count = {0};
        watch.seenNanos().forEach((messageId, nanos) -> {
            if (messageId.startsWith(name)) {
                count[0]++;
                micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos - intended(messageId, name, load))));
            }
        });
        return new Seen(Math.toIntExact(load.requests().sent()), count[0], Latency.of(micros));
    }

    /** A message id ends with the number of its event, counted from one. */
    private static long intended(String messageId, String name, LoadResult load) {
        long number = Long.parseLong(messageId.substring(name.length())) - 1;
        return load.startNanos() + (long) (number * 1e9 / PER_SECOND);
    }

    @Override
    public void close() {
        generator.close();
        watch.close();
    }
}
