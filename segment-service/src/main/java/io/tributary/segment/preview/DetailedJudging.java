package io.tributary.segment.preview;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.ActivityThen;
import reactor.core.publisher.Mono;

/** Judges by the state, as {@link StateJudging} does, and where that is too coarse by the person's events. */
public final class DetailedJudging implements Judging {

    private final ActivityThen activities;

    public DetailedJudging(ActivityThen activities) {
        this.activities = activities;
    }

    @Override
    public boolean holds(ProfileState state, People.Question question) {
        return StateJudging.holds(state, question);
    }

    @Override
    public boolean mustRead(ProfileState state, People.Question question) {
        return question.past()
                && !state.restricted()
                && ActivityThen.mustRead(state, question.rule(), question.asOf(), question.zone());
    }

    @Override
    public Mono<Boolean> judge(ProfileState state, People.Question question) {
        return question.past() && !state.restricted()
                ? activities
                        .of(state, question.rule(), question.asOf(), question.zone())
                        .map(it -> StateJudging.holds(state, it, question))
                : Mono.just(holds(state, question));
    }
}
