package io.tributary.segment.freshness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far one index is behind its topic. Written by the feed's thread, read by everybody. Times are real time: they
 * say how long a machine has been failing.
 */
public final class FeedProgress {

    /** What readers of the index have to know. {@code since} is when the index stopped being current. */
    public record Standing(boolean stale, @Nullable Instant since, String cause) {

        static final Standing FRESH = new Standing(false, null, "");
    }

    private final InstantSource realClock;
    private volatile long lag = -1;
    private volatile @Nullable Instant failingSince;
    private volatile @Nullable Instant behindSince;
    private volatile Instant passedEnd = Instant.EPOCH;

    public FeedProgress(InstantSource realClock) {
        this.realClock = realClock;
        this.behindSince = realClock.instant();
    }

    /** Records that wait: read but not written, or not read. Negative while nobody knows. */
    public long lag() {
        return lag;
    }

    /** So many records remain. */
    public void reached(long remaining) {
        lag = remaining;
        failingSince = null;
        if (remaining == 0) {
            behindSince = null;
        } else if (behindSince == null) {
            behindSince = realClock.instant();
        }
    }

    /** When the feed looks at the end of its topic, for {@link #passed}. */
    public Instant now() {
        return realClock.instant();
    }

    /** All that lay in the topic at that time can be found: what remains is younger. */
    public void passed(Instant end) {
        passedEnd = end;
        behindSince = null;
    }

    public void failed() {
        if (failingSince == null) {
            failingSince = realClock.instant();
        }
    }

    /** Whether all that lay in the topic at that time can be found. */
    boolean hasPassed(Instant time) {
        return passedEnd.isAfter(time);
    }

    /** Stale: the store refuses writes, or the feed has been behind for longer than a batch takes. */
    public Standing standing(Duration tolerated) {
        var failing = failingSince;
        if (failing != null) {
            return new Standing(true, failing, "index-unavailable");
        }
        var behind = behindSince;
        if (behind != null && behind.plus(tolerated).isBefore(realClock.instant())) {
            return new Standing(true, behind, "index-behind");
        }
        return Standing.FRESH;
    }
}
