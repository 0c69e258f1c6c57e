package io.tributary.local.suite;

import io.tributary.local.watch.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says within a second or two when a process of a run has ended on its own, and starts it again. One that has ended so
 * often stays down, and that is said as well. To be closed before the suite, whose processes then end because they shall.
 */
public final class Keeper implements AutoCloseable {

    private static final int MOST_STARTS = 5;

    private final Suite suite;
    private final Progress progress;
    private final Map<String, Integer> ends = new HashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("keeper").factory());

    private Keeper(Suite suite, Progress progress) {
        this.suite = suite;
        this.progress = progress;
    }

    /** Keeps the processes of a suite that is started. */
    public static Keeper of(Suite suite, Progress progress) {
        var keeper = new Keeper(suite, progress);
        var _ = keeper.looks.scheduleWithFixedDelay(keeper::look, 1, 1, TimeUnit.SECONDS);
        return keeper;
    }

    private void look() {
        for (var name : suite.ended()) {
            int end = ends.merge(name, 1, Integer::sum);
            if (end <= MOST_STARTS) {
                startAgain(name);
            } else if (end == MOST_STARTS + 1) {
                progress.say("keep", name + " ended " + end + " times and stays down");
            }
        }
    }

    private void startAgain(String name) {
        progress.say("keep", name + " ended on its own and is started again; its log is " + suite.log(name));
        try {
            suite.kill(name);
            suite.startAgain(name);
            progress.say("keep", name + " runs again");
        } catch (RuntimeException e) {
            if (!looks.isShutdown()) {
                progress.say("keep", name + " does not start: " + e.getMessage());
            }
        }
    }

    /** Returns when nothing is being started any more. */
    @Override
    public void close() {
        looks.close();
    }
}
