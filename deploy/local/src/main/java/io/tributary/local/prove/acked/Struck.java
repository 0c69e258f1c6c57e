package io.tributary.local.prove.acked;

import java.util.Locale;

/**
 * One fault and how the suite came back.
 *
 * @param down seconds that the process was gone before it was started again, or stood still
 * @param accepted seconds from the fault until a call that was sent after it was accepted
 * @param caughtUp seconds from the fault until everything accepted until then was resolved, segmented and indexed
 */
public record Struck(int number, String what, double down, double accepted, double caughtUp) {

    String words() {
        return String.format(
                Locale.ROOT,
                "%-32s down %4.1f s, accepted again after %5.1f s, caught up after %5.1f s",
                what,
                down,
                accepted,
                caughtUp);
    }
}
