package io.tributary.local.watch;

/**
 * How many events each stage has seen. The laws: {@code sent = accepted + refused + suppressed} and
 * {@code resolved = applied + duplicate + dropped}. Sent, accepted and refused are the sender's own ledger; suppressed is
 * what the collector counted; the rest is the topology's exactly-once count.
 */
public record Counts(
        long sent,
        long accepted,
        long refused,
        long suppressed,
        long resolved,
        long applied,
        long duplicate,
        long dropped) {

    /** Both laws hold, and every accepted event has been resolved at least once. */
    public boolean balanced() {
        return sent == accepted + refused + suppressed
                && resolved == applied + duplicate + dropped
                && resolved >= accepted;
    }
}
