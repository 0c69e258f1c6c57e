package io.tributary.local.prove.segments;

import io.tributary.local.prove.segments.Verdict.Stage;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Instances of segment-service die, come and go, while calls go on. Memberships flow when each partition has new ones. */
final class Instances {

    private static final String FIRST = Service.SEGMENT.module();
    private static final Duration FLOWS_WITHIN = Duration.ofMinutes(1);
    private static final Duration SHARED_WITHIN = Duration.ofMinutes(3);
    /** Committed before the death, seen after it. */
    private static final long ON_ITS_WAY = TimeUnit.SECONDS.toNanos(1);

    private final Suite suite;
    private final MembershipFlow flow;

    Instances(Suite suite, MembershipFlow flow) {
        this.suite = suite;
        this.flow = flow;
    }

    /** The only one dies and is started again at once. */
    Stage killed() throws InterruptedException {
        long at = System.nanoTime();
        suite.kill(FIRST);
        suite.startAgain(FIRST);
        var stage = flowing("kill -9 " + FIRST, at, "memberships of all partitions");
        suite.restart();
        return stage;
    }

    /** A second one starts beside the first; returns its name. */
    String second() {
        return suite.startSecond(Service.SEGMENT);
    }

    /** @param begin of {@link System#nanoTime}, when the one that is awaited was started */
    Stage shared(String what, long begin) throws InterruptedException {
        try (var tasks = new Tasks(suite.kafkaBootstrap())) {
            boolean both = tasks.awaitThreads(2, SHARED_WITHIN);
            return new Stage(
                    what,
                    both,
                    String.format(
                            Locale.ROOT,
                            "%.1f s until the work is shared out, partitions %s",
                            secondsSince(begin),
                            tasks.shares()));
        }
    }

    /** The first dies and stays down: the standby of the other takes over. */
    Stage firstDies() throws InterruptedException {
        long at = System.nanoTime();
        suite.kill(FIRST);
        return flowing("kill -9 " + FIRST + " beside a standby", at, "memberships of all partitions (aim 20 s)");
    }

    /** The first comes back, and returns when it owns its partitions. */
    Stage firstReturns() throws InterruptedException {
        long at = System.nanoTime();
        suite.restart(FIRST);
        return shared("the first is back", at);
    }

    /** The second is asked to end: one is left. */
    Stage secondGoes(String second) throws InterruptedException {
        long at = System.nanoTime();
        suite.stop(second);
        double stopping = secondsSince(at);
        return flowing(
                "the second ends",
                System.nanoTime(),
                String.format(Locale.ROOT, "%.1f s to end, then memberships of all partitions", stopping));
    }

    private Stage flowing(String name, long at, String what) throws InterruptedException {
        var flows = flow.awaitEveryPartition(at + ON_ITS_WAY, FLOWS_WITHIN);
        return new Stage(
                name,
                flows.isPresent(),
                flows.isPresent()
                        ? String.format(Locale.ROOT, "%s after %.1f s", what, (flows.getAsLong() - at) / 1e9)
                        : what + " not for " + FLOWS_WITHIN);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
