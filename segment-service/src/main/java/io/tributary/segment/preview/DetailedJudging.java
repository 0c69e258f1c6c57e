package io.tributary.segment.preview;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.EventHistory.Position;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.history.PastFacts;
import io.tributary.segment.membership.DetailNeeded;
import io.tributary.segment.membership.DetailNeeded.Seconds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Judges by the state, as {@link StateJudging} does. Where the state remembers only days and the instant lies within one,
 * these days are read from the person's events.
 */
public final class DetailedJudging implements Judging {

    private static final int PAGE = 500;

    private final EventHistory events;
    private final PastFacts facts;

    public DetailedJudging(EventHistory events, PastFacts facts) {
        this.events = events;
        this.facts = facts;
    }

    @Override
    public boolean holds(ProfileState state, People.Question question) {
        return StateJudging.holds(state, question);
    }

    @Override
    public boolean mustRead(ProfileState state, People.Question question) {
        return needed(state, question).isPresent();
    }

    @Override
    public Mono<Boolean> judge(ProfileState state, People.Question question) {
        return needed(state, question)
                .map(it -> read(state, it, null, new ArrayList<>())
                        .map(events -> facts.inDetail(state.activity(), it, events))
                        .map(activity -> StateJudging.holds(state, activity, question)))
                .orElseGet(() -> Mono.just(holds(state, question)));
    }

    private static Optional<Seconds> needed(ProfileState state, People.Question question) {
        return question.past() && !state.restricted()
                ? new DetailNeeded(question.asOf(), question.zone()).by(question.rule(), state)
                : Optional.empty();
    }

    private Mono<List<HistoryEvent>> read(
            ProfileState state, Seconds seconds, @Nullable Position after, List<HistoryEvent> soFar) {
        return events.page(state.tenant(), PastFacts.question(state, seconds), after, PAGE)
                .flatMap(page -> {
                    soFar.addAll(page);
                    return page.size() < PAGE
                            ? Mono.just(soFar)
                            : read(state, seconds, page.getLast().position(), soFar);
                });
    }
}
