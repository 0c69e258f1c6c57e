package io.tributary.bench.suite;

import io.tributary.bench.load.Latency;

/**
 * What a probe saw.
 *
 * @param sent how many events were sent, each of which makes one membership
 * @param seen how many of their memberships were seen in time
 * @param latency from the intended time of sending to the committed membership in a consumer's hands
 */
public record Seen(int sent, int seen, Latency latency) {

    boolean isComplete() {
        return sent == seen;
    }
}
