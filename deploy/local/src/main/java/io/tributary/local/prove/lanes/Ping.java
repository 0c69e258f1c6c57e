package io.tributary.local.prove.lanes;

/** One live event on its way; instants are {@link System#nanoTime} values, zero until they are reached. */
final class Ping {

    /** When it was due, whatever the sender was doing: waiting in front of the door counts. */
    final long due;

    volatile long accepted;
    volatile long resolved;
    volatile long segmented;
    volatile int status;

    Ping(long due) {
        this.due = due;
    }

    double acceptedMillis() {
        return millis(accepted);
    }

    double resolvedMillis() {
        return millis(resolved);
    }

    double segmentedMillis() {
        return millis(segmented);
    }

    /** Infinite when it never came there: a lost event is the slowest of all. */
    private double millis(long reached) {
        return reached == 0 ? Double.POSITIVE_INFINITY : (reached - due) / 1e6;
    }
}
