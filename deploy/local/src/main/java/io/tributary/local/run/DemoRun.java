package io.tributary.local.run;

import io.tributary.local.api.Api;
import io.tributary.local.demo.Demo;
import io.tributary.local.demo.Sender;
import io.tributary.local.demo.SentLedger;
import io.tributary.local.setup.Setup;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Counts;
import io.tributary.local.watch.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One demo on a running suite: makes the tenant, sends what was not sent before, waits until every stage is at rest, and
 * asks what came out. Each step continues where an earlier run on the same data stopped.
 */
public final class DemoRun {

    private static final Duration SETTLE_WITHIN = Duration.ofMinutes(20);
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int QUIET_LOOKS = 4;

    private final Suite suite;
    private final DataDir data;
    private final Api api;
    private final Progress progress;
    private final SentLedger ledger;

    public DemoRun(Suite suite, DataDir data, Api api, Progress progress) {
        this.suite = suite;
        this.data = data;
        this.api = api;
        this.progress = progress;
        this.ledger = new SentLedger(data.sentLedger());
    }

    /** {@code watcher} hears the counts about twice a second while the run lasts, on the calling thread. */
    public Outcome run(Demo demo, Consumer<Counts> watcher, Map<String, Double> timings) throws InterruptedException {
        long begin = System.nanoTime();
        var setup = new Setup(api, data, progress);
        setup.makeTenant();
        new DoublesView(suite.doubles())
                .expectSignaturesWith(suite.credentials().webhookSecret());
        setup.makeDemo(demo, suite.doubles(), suite.credentials());
        timings.put("setup", secondsSince(begin));
        begin = System.nanoTime();
        try (var watch = new RunWatch(suite, ledger)) {
            var calls = demo.calls();
            var sending = startSending(demo, setup);
            Counts counts = watch.counts();
            while (sending.isAlive()) {
                sending.join(LOOK_EVERY_MILLIS);
                counts = watch.counts();
                show(counts, calls.size());
                watcher.accept(counts);
            }
            rethrow(sending);
            timings.put("sent", secondsSince(begin));
            settle(watch, calls.size(), watcher);
            timings.put("settled", secondsSince(begin));
            return new Results(api, suite, setup).outcome(demo, watch.counts(), watch.open());
        }
    }

    private Sending startSending(Demo demo, Setup setup) {
        var sending = new Sending(
                () -> new Sender(suite.gateway(), setup.writeKeys(), ledger).send(demo.calls(), done -> {}));
        sending.setName("demo-sender");
        sending.start();
        return sending;
    }

    private static void rethrow(Sending sending) {
        if (sending.failure != null) {
            throw new IllegalStateException("the demo could not be sent", sending.failure);
        }
    }

    private void settle(RunWatch watch, int total, Consumer<Counts> watcher) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE_WITHIN.toNanos();
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            var counts = watch.counts();
            var open = watch.open();
            quiet = counts.balanced() && open.isEmpty() ? quiet + 1 : 0;
            show(counts, total);
            watcher.accept(counts);
            if (System.nanoTime() > deadline) {
                progress.say("settle", "gave up waiting; still open: " + open + ", counts: " + counts);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private void show(Counts counts, int total) {
        if (counts.sent() < total) {
            progress.step("send", "events answered", counts.sent(), total);
        } else {
            progress.step("segment", "events applied", counts.applied() + counts.duplicate(), counts.accepted());
        }
    }

    private static double secondsSince(long begin) {
        return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    }

    private interface Send {
        void now() throws InterruptedException;
    }

    /** Sends on its own thread and keeps its failure for the thread that waits. */
    private static final class Sending extends Thread {

        private final Send send;
        private volatile @org.jspecify.annotations.Nullable Throwable failure;

        Sending(Send send) {
            this.send = send;
        }

        @Override
        public void run() {
            try {
                send.now();
            } catch (InterruptedException | RuntimeException e) {
                failure = e;
            }
        }
    }
}
