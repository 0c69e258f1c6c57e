package io.tributary.identity.privacy;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is unfinished, and loudly what has been for too long; lets files go that were kept long enough. */
public final class WatchRequests {

    private static final Logger LOG = LoggerFactory.getLogger(WatchRequests.class);
    /** What is beyond goes with the next look; a quarter of a megabyte each. */
    private static final int MOST_PIECES_A_LOOK = 400;

    private static final Duration WARN_EVERY = Duration.ofHours(1);

    private final Requests requests;
    private final Limits limits;
    private final Clock realClock;
    private final Sayings sayings;
    private long warnedAt;

    /**
     * How long is how long.
     *
     * @param alarmAfter an unfinished request is overdue after this
     * @param fileKept an access request's file is kept for this after its end
     */
    public record Limits(Duration alarmAfter, Duration fileKept) {}

    /** Is told what was seen. */
    public interface Sayings {

        void unfinished(Requests.Unfinished now);

        /**
         * So many pieces of files went.
         *
         * @param more whether some are left that should have gone as well
         */
        void dropped(int pieces, boolean more);
    }

    public WatchRequests(Requests requests, Limits limits, Clock realClock, Sayings sayings) {
        this.requests = requests;
        this.limits = limits;
        this.realClock = realClock;
        this.sayings = sayings;
    }

    /** Looks once; blocks. */
    public void look() {
        long now = realClock.millis();
        int dropped = requests.dropPieces(now - limits.fileKept().toMillis(), MOST_PIECES_A_LOOK);
        sayings.dropped(dropped, dropped == MOST_PIECES_A_LOOK);
        var unfinished = requests.unfinished(now - limits.alarmAfter().toMillis());
        sayings.unfinished(unfinished);
        if (unfinished.overdue() > 0 && now - warnedAt >= WARN_EVERY.toMillis()) {
            warnedAt = now;
            LOG.warn(
                    "{} privacy requests are unfinished for more than {}, the oldest is {}",
                    unfinished.overdue(),
                    limits.alarmAfter(),
                    unfinished.oldest().orElse(""));
        }
    }
}
