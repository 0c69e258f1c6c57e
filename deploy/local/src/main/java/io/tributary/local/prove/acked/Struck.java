package io.tributary.local.prove.acked;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One fault and how the suite came back.
 *
 * @param down seconds that the process was gone before it was started again, or stood still
 * @param recovered null when the next fault hit before
 */
public record Struck(
        int number, String what, double down, @Nullable Recovered recovered) {

    /**
     * When it worked again.
     *
     * @param accepted seconds from the fault until a call that was sent after it was accepted
     * @param caughtUp seconds from the fault until everything accepted until then was resolved, segmented and indexed
     */
    public record Recovered(double accepted, double caughtUp) {}

    String words() {
        var begin = String.format(Locale.ROOT, "%-45s down %4.1f s, ", what, down);
        return recovered == null
                ? begin + "struck again while it recovers"
                : begin
                        + String.format(
                                Locale.ROOT,
                                "accepted again after %5.1f s, caught up after %5.1f s",
                                recovered.accepted,
                                recovered.caughtUp);
    }
}
