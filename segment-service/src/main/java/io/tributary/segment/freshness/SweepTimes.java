package io.tributary.segment.freshness;

import java.time.Instant;
import java.time.InstantSource;

/** When definitions changed, and when everybody had been judged by them, as far as this process knows. Times are real. */
public final class SweepTimes {

    private final InstantSource realClock;
    private volatile Instant askedAt = Instant.EPOCH;
    private volatile Instant doneAt = Instant.EPOCH;

    public SweepTimes(InstantSource realClock) {
        this.realClock = realClock;
    }

    /** A definition has changed, and the topology will soon hear of it. */
    public void asked() {
        askedAt = realClock.instant();
    }

    /** A task has judged its last profile by the newest definitions. */
    public void done() {
        doneAt = realClock.instant();
    }

    Instant askedAt() {
        return askedAt;
    }

    Instant doneAt() {
        return doneAt;
    }
}
