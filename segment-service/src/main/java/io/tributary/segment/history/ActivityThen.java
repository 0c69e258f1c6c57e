package io.tributary.segment.history;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.EventHistory.Position;
import io.tributary.segment.membership.DetailNeeded;
import io.tributary.segment.membership.DetailNeeded.Seconds;
import io.tributary.segment.rule.Condition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What somebody did, in as much detail as a rule needs at an instant that has passed: where the state remembers only days and
 * the instant lies within one, these days are read from the person's events.
 */
public final class ActivityThen {

    private static final int PAGE = 500;

    private final EventHistory events;
    private final PastFacts facts;

    public ActivityThen(EventHistory events, PastFacts facts) {
        this.events = events;
        this.facts = facts;
    }

    /** Whether events have to be read; {@code rule} refers to no segment. */
    public static boolean mustRead(ProfileState state, Condition rule, Instant at, ZoneId zone) {
        return needed(state, rule, at, zone).isPresent();
    }

    /** The activity; {@code rule} refers to no segment. Fails with {@code StoreUnavailable}. */
    public Mono<Activity> of(ProfileState state, Condition rule, Instant at, ZoneId zone) {
        return needed(state, rule, at, zone)
                .map(it -> read(state, it, null, new ArrayList<>())
                        .map(events -> facts.inDetail(state.activity(), it, events)))
                .orElseGet(() -> Mono.just(state.activity()));
    }

    private static Optional<Seconds> needed(ProfileState state, Condition rule, Instant at, ZoneId zone) {
        return new DetailNeeded(at, zone).by(rule, state);
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
