package io.tributary.segment.membership;

import java.util.List;

/**
 * What an evaluation found; the standings are in the state already.
 *
 * @param changes in the order in which they became true
 * @param nextChange the first instant (suite time, milliseconds) at which something changes by itself
 */
public record Evaluation(List<MembershipChange> changes, long nextChange) {
    public Evaluation {
        changes = List.copyOf(changes);
    }
}
