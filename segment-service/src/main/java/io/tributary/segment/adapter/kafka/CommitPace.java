package io.tributary.segment.adapter.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * When the topology commits before its longest interval has gone by: as soon as writing the busy profiles takes at most a
 * quarter of the time since the last commit. In quiet hours that is at once; under load each of them is written for many of
 * its events together, in place of many times for one. Shared by all tasks of a process, which commit together.
 */
public final class CommitPace {

    private static final long PARTS_OF_TIME = 4;

    // Measured: packing a state, its write to the store and its record in the changelog, on one core.
    private static final long BYTES_A_MILLISECOND = 20_000;

    private final Clock realClock;
    private final Duration shortest;
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicLong last;

    /** @param shortest no two commits that are asked for lie closer together */
    public CommitPace(Duration shortest, Clock realClock) {
        this.realClock = realClock;
        this.shortest = shortest;
        this.last = new AtomicLong(realClock.millis());
    }

    /** Lets a task of this process ask for commits when they are due. */
    void keep(ProcessorContext<?, ?> context) {
        context.schedule(shortest, PunctuationType.WALL_CLOCK_TIME, it -> {
            if (isDue()) {
                context.commit();
            }
        });
    }

    /** Whether to ask for a commit now; who is told so asks for it, and nobody else is told for the same one. */
    boolean isDue() {
        long before = last.get();
        long now = realClock.millis();
        long elapsed = now - before;
        boolean cheap = unwritten.get() <= elapsed * BYTES_A_MILLISECOND / PARTS_OF_TIME;
        return elapsed >= shortest.toMillis() && cheap && last.compareAndSet(before, now);
    }

    /** More bytes of states wait for a commit, or fewer. */
    void await(long bytes) {
        unwritten.addAndGet(bytes);
    }

    void committed() {
        last.set(realClock.millis());
    }
}
