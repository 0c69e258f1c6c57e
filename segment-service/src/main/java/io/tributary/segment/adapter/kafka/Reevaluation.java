package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Reevaluate;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.membership.Evaluation;
import io.tributary.segment.membership.Evaluator;
import java.util.List;
import java.util.TreeSet;

/**
 * Judges a profile anew because somebody asked. When all is to be stated, every copy is made right: standings are told again,
 * records of segments that are no more go, and a profile that is not there is stated to be gone.
 */
final class Reevaluation {

    private final ProfileWork work;
    private final SignpostStore signposts;

    Reevaluation(ProfileWork work, SignpostStore signposts) {
        this.work = work;
        this.signposts = signposts;
    }

    void take(RecordKey key, Reevaluate asked) {
        var found = work.find(key);
        if (found.isPresent()) {
            judge(key, found.get(), asked);
        } else if (asked.getEmitUnchanged()) {
            asked.getSegmentKeysList().forEach(it -> forget(key, it));
            work.restate(key);
        }
    }

    private void judge(RecordKey key, ProfileState state, Reevaluate asked) {
        if (signposts.of(key).awaitsPast()) {
            // Half of a past says nothing: it is judged, and stated, when all of it has come.
            work.keep(state, it -> restate(it, asked));
            return;
        }
        work.change(state, it -> restate(it, asked), (evaluator, it, now) -> judged(evaluator, it, now, asked));
        if (asked.getEmitUnchanged()) {
            var published = work.view(key.tenant()).segments();
            asked.getSegmentKeysList().stream()
                    .filter(it -> published.find(it).isEmpty())
                    .forEach(it -> forget(key, it));
        }
    }

    private static void restate(ProfileState state, Reevaluate asked) {
        if (asked.getEmitUnchanged()) {
            state.restate(asked.getAboveVersion());
        }
    }

    private static Evaluation judged(Evaluator evaluator, ProfileState state, long now, Reevaluate asked) {
        if (!asked.getEmitUnchanged()) {
            return evaluator.all(state, now, new Cause.Audit());
        }
        var keys = new TreeSet<>(state.memberships().keySet());
        keys.addAll(asked.getSegmentKeysList());
        return evaluator.restated(state, List.copyOf(keys), now, new Cause.Audit());
    }

    private void forget(RecordKey profile, String segment) {
        var key = RecordKey.ofMembership(profile.tenant(), profile.own(), segment);
        work.forward(key.text(), null, SegmentTopology.MEMBERSHIPS);
    }
}
