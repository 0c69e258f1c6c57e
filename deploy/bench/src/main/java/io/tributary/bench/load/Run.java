package io.tributary.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the generator. All of it happens on one event loop, so nothing here is synchronised. */
final class Run implements Connection.Listener {

    private final EventLoop loop;
    private final Pace pace;
    private final Bodies bodies;
    private final byte[] head;
    private final Deque<Connection> free;
    private final Tally tally = new Tally();
    private final CompletableFuture<LoadResult> done = new CompletableFuture<>();
    private Sending sending = new Sending.AtOnce(0);
    private long startNanos;
    private long lastAnswerNanos;
    private long number;
    private long stalledUpTo;
    private int outstanding;
    private boolean timerSet;

    Run(EventLoop loop, List<Connection> connections, Pace pace, Target target, Bodies bodies) {
        this.loop = loop;
        this.pace = pace;
        this.bodies = bodies;
        this.head = target.head(bodies.size());
        this.free = new ArrayDeque<>(connections);
        connections.forEach(it -> it.listenWith(this));
    }

    CompletableFuture<LoadResult> begin() {
        loop.execute(() -> {
            startNanos = System.nanoTime();
            lastAnswerNanos = startNanos;
            sending = Sending.begin(pace, startNanos);
            pump();
        });
        return done;
    }

    /** Ends the run now; what has no answer yet is lost. */
    void giveUp() {
        loop.execute(this::finish);
    }

    /** Sends what is due while a connection is free, and comes back when the next request is due. */
    private void pump() {
        long now = System.nanoTime();
        while (!free.isEmpty() && !sending.isOver(number, now) && sending.isDue(number, now)) {
            long intended = sending.intended(number, now);
            tally.sent(intended, now, number < stalledUpTo);
            outstanding++;
            number++;
            free.pop().send(head, bodies.next(), intended);
            now = System.nanoTime();
        }
        if (sending.isOver(number, now)) {
            if (outstanding == 0) {
                finish();
            }
        } else if (free.isEmpty()) {
            rememberStall(now);
        } else if (!timerSet) {
            timerSet = true;
            var _ = loop.schedule(this::wake, sending.intended(number, now) - now, TimeUnit.NANOSECONDS);
        }
    }

    private void wake() {
        timerSet = false;
        pump();
    }

    /** The requests that are due now and have no connection will be late through no fault of the generator's. */
    private void rememberStall(long now) {
        stalledUpTo = Math.max(stalledUpTo, number);
        if (sending instanceof Sending.OnTime onTime) {
            while (stalledUpTo < onTime.total() && onTime.isDue(stalledUpTo, now)) {
                stalledUpTo++;
            }
        }
    }

    @Override
    public void answered(Connection connection, int status, long intendedNanos) {
        long now = System.nanoTime();
        if (sending instanceof Sending.OnTime && free.isEmpty()) {
            rememberStall(now);
        }
        lastAnswerNanos = now;
        tally.answered(status, intendedNanos, now);
        outstanding--;
        if (connection.isOpen()) {
            free.push(connection);
        }
        pump();
    }

    @Override
    public void broken(Connection connection, boolean waiting) {
        free.remove(connection);
        if (waiting) {
            outstanding--;
            tally.lost();
            pump();
        }
        if (free.isEmpty() && outstanding == 0) {
            finish();
        }
    }

    private void finish() {
        if (!done.isDone()) {
            for (int i = 0; i < outstanding; i++) {
                tally.lost();
            }
            done.complete(tally.result(startNanos, Math.max(1, lastAnswerNanos - startNanos)));
        }
    }
}
