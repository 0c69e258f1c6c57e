package io.tributary.segment.preview;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.Validity;

/** Judges by the validity intervals of the rule over the state: what the topology does for published segments. */
public final class StateJudging implements Judging {

    @Override
    public boolean holds(ProfileState state, People.Question question) {
        // Kept, but in nothing.
        return !state.restricted()
                && new Validity(state, OrderedSegments.NONE, question.zone())
                        .of(question.rule())
                        .contains(question.asOf().toEpochMilli());
    }
}
