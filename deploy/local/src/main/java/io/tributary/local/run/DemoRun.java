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
import java.util.function.DoubleSupplier;

/**
 * One demo on a running suite: makes the tenant, sends what was not sent before, waits until every stage is at rest, and
 * asks what came out. Each step continues where an earlier run on the same data stopped.
 */
public final class DemoRun {

    private static final Duration SETTLE_WITHIN = Duration.ofMinutes(20);
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int QUIET_LOOKS = 4;
    private static final int LOOKS_BETWEEN_WORDS = 100;

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

    /** {@code watcher} hears how far the run is, several times a second while it lasts, on the calling thread. */
    public Outcome run(Demo demo, Consumer<Stage> watcher, Map<String, Double> timings) throws InterruptedException {
        long begin = System.nanoTime();
        var setup = new Setup(api, data, progress);
        setup.makeTenant();
        new DoublesView(suite.doubles())
                .expectSignaturesWith(suite.credentials().webhookSecret());
        setup.makeDemo(demo, suite.doubles(), suite.credentials());
        timings.put("setup", secondsSince(begin));
        begin = System.nanoTime();
        int total = demo.calls().size();
        try (var watch = new RunWatch(suite, ledger)) {
            var sending = startSending(demo, setup);
            while (sending.isAlive()) {
                sending.join(LOOK_EVERY_MILLIS);
                look(watch, total, 0, watcher);
            }
            rethrow(sending);
            timings.put("sent", secondsSince(begin));
            settle(watch, total, () -> 0, watcher);
            timings.put("segmented", secondsSince(begin));
            setup.makeAudiences(demo);
            settle(watch, total, () -> watch.pushed(api, setup.audienceIds()), watcher);
            timings.put("settled", secondsSince(begin));
            return new Results(api, suite, setup).outcome(demo, watch.counts(), watch.open());
        }
    }

    private Counts look(RunWatch watch, int total, double pushed, Consumer<Stage> watcher) {
        var counts = watch.counts();
        show(counts, total, pushed);
        watcher.accept(new Stage(counts, total, pushed));
        return counts;
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

    /** Waits until nothing is open; with {@code pushed} at 0 the audiences are not there yet. */
    private void settle(RunWatch watch, int total, DoubleSupplier pushed, Consumer<Stage> watcher)
            throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE_WITHIN.toNanos();
        int quiet = 0;
        int looks = 0;
        while (quiet < QUIET_LOOKS) {
            double share = pushed.getAsDouble();
            var counts = look(watch, total, share, watcher);
            boolean atRest = counts.balanced() && (share == 0 || share == 1);
            Map<String, Long> open = atRest ? watch.open() : Map.of();
            quiet = atRest && open.isEmpty() ? quiet + 1 : 0;
            if (++looks % LOOKS_BETWEEN_WORDS == 0) {
                progress.say("settle", "still open: " + watch.open());
            }
            if (System.nanoTime() > deadline) {
                progress.say("settle", "gave up waiting; still open: " + open + ", counts: " + counts);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private void show(Counts counts, int total, double pushed) {
        if (counts.sent() < total) {
            progress.step("send", "events answered", counts.sent(), total);
        } else if (pushed == 0) {
            progress.step("segment", "events applied", counts.applied() + counts.duplicate(), counts.accepted());
        } else {
            progress.step("push", "per cent of the audiences' members judged", Math.round(pushed * 100), 100);
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
