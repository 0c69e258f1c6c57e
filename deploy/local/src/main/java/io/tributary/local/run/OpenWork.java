package io.tributary.local.run;

import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Lags;
import io.tributary.local.watch.Metrics;
import io.tributary.local.watch.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What is still to be done anywhere in the suite, by who has to do it. */
public final class OpenWork {

    private static final long LOOK_EVERY_MILLIS = 250;
    private static final int QUIET_LOOKS = 4;
    private static final int LOOKS_BETWEEN_WORDS = 80;

    private final Suite suite;
    private final Metrics metrics = new Metrics();

    public OpenWork(Suite suite) {
        this.suite = suite;
    }

    /** Empty when nothing is left. */
    Map<String, Long> now(Lags lags) throws InterruptedException {
        var open = new TreeMap<>(lags.byGroup());
        add(open, "identity outbox", metrics.of(suite.management(Service.IDENTITY)), "cdp_outbox_pending");
        var segment = metrics.of(suite.management(Service.SEGMENT));
        add(open, "segment sweep", segment, "cdp_topology_sweep_remaining");
        add(open, "profile index", segment, "cdp_index_lag");
        add(open, "wishes of split people", segment, "cdp_rebuild_lag");
        add(open, "split people without their past", segment, "cdp_rebuild_awaiting");
        add(open, "activation rows", metrics.of(suite.management(Service.ACTIVATION)), "cdp_rows_waiting");
        return open;
    }

    /** Waits until nothing is open, four looks in a row; says what is open meanwhile, and returns whether it ended. */
    public boolean settles(Duration within, Progress progress) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        int quiet = 0;
        try (var lags = new Lags(suite.kafkaBootstrap())) {
            for (int look = 1; quiet < QUIET_LOOKS; look++) {
                var open = now(lags);
                add(open);
                quiet = open.isEmpty() ? quiet + 1 : 0;
                if (look % LOOKS_BETWEEN_WORDS == 0) {
                    progress.say("settle", "still open: " + open);
                }
                if (System.nanoTime() > deadline) {
                    progress.say("settle", "gave up waiting; still open: " + open);
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        }
        return true;
    }

    /** Events that the topology has taken and not brought to an end. */
    private void add(Map<String, Long> open) {
        var segment = metrics.of(suite.management(Service.SEGMENT));
        long inside = value(segment, "cdp_topology_resolved")
                - value(segment, "cdp_topology_applied")
                - value(segment, "cdp_topology_duplicate")
                - value(segment, "cdp_topology_dropped");
        if (inside != 0) {
            open.put("topology", inside);
        }
    }

    private static void add(Map<String, Long> open, String who, Map<String, Double> metrics, String name) {
        if (metrics.isEmpty()) {
            open.put(who + " (does not answer)", 1L);
        } else if (value(metrics, name) > 0) {
            open.put(who, value(metrics, name));
        }
    }

    private static long value(Map<String, Double> metrics, String name) {
        return Math.round(metrics.getOrDefault(name, 0.0));
    }
}
