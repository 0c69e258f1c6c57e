package io.tributary.bench.preview;

import io.tributary.local.watch.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits until everybody is judged by the newest definitions. Nothing says that a sweep has begun, so it counts as over only
 * after some seconds in which nothing moved; they are not part of the times that are given.
 */
final class Settling {

    private static final long LOOK_MILLIS = 250;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

    /**
     * Seconds from a beginning, a look (0.25 s) precise.
     *
     * @param judged until nobody was left to judge and the last membership was committed
     * @param findable until the profile index had all of it
     * @param told until the index of stays had it as well
     */
    record Settled(double judged, double findable, double told) {}

    private final PreviewStand stand;
    private final Progress progress;
    private final Duration patience;

    Settling(PreviewStand stand, Progress progress, Duration patience) {
        this.stand = stand;
        this.progress = progress;
        this.patience = patience;
    }

    /** From {@code start}, on the clock of {@link System#nanoTime}. */
    Settled since(long start) throws InterruptedException {
        long judged = System.nanoTime();
        long findable = judged;
        long told = judged;
        long end = -1;
        long most = 0;
        while (System.nanoTime() - told < QUIET_NANOS) {
            long now = System.nanoTime();
            long committed = stand.committedMemberships();
            long unjudged = stand.unjudged();
            if (unjudged != 0 || committed != end) {
                judged = now;
            }
            most = Math.max(most, unjudged);
            if (most > 0) {
                progress.step("sweep", "profiles judged", most - Math.max(0, unjudged), most);
            }
            end = committed;
            boolean done = unjudged == 0;
            var rest = done ? stand.rest() : null;
            findable = rest == null || rest.profiles() != 0 ? now : Math.max(findable, judged);
            told = rest == null || !rest.isReached() ? now : Math.max(told, findable);
            if (now - start > patience.toNanos()) {
                throw new IllegalStateException("the sweep is not over in time: " + stand.rest());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return new Settled((judged - start) / 1e9, (findable - start) / 1e9, (told - start) / 1e9);
    }
}
