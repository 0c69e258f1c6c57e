package io.tributary.activation.audience;

import java.time.Duration;

/**
 * Decides whether so many people may leave a destination at once without a person's word. What the gate takes out is
 * never counted: a suppression must not wait.
 *
 * @param maxShare the share of the ledger that may leave, from 0 to 1
 * @param minRows below this size of the ledger everything may leave
 * @param window leavers of this long before the run count as well, so that a stream of small runs cannot empty an
 *     audience unseen
 */
public record SafetyRail(double maxShare, long minRows, Duration window) {

    /**
     * Whether the run may go on.
     *
     * @param held rows that the destination holds now
     * @param leftBefore rows that left within the window before this run
     * @param leaving rows that this run would take out because people left the segment
     */
    public boolean allows(long held, long leftBefore, long leaving) {
        long before = held + leftBefore;
        return leaving == 0 || before < minRows || leftBefore + leaving <= maxShare * before;
    }
}
