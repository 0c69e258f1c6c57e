package io.tributary.segment.preview;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.Validity;

/** Judges by the validity intervals of the rule over the state: what the topology does for published segments. */
public final class StateJudging {

    private StateJudging() {}

    public static boolean holds(ProfileState state, People.Question question) {
        return holds(state, state.activity(), question);
    }

    /** The same of a profile that did this. */
    static boolean holds(ProfileState state, Activity activity, People.Question question) {
        // Kept, but in nothing.
        return !state.restricted()
                && new Validity(state, activity, OrderedSegments.NONE, question.zone())
                        .of(question.rule())
                        .contains(question.asOf().toEpochMilli());
    }
}
