package io.tributary.segment.explain;

import io.tributary.segment.explain.Evidence.Happened;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.PastFacts;
import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.DetailNeeded.Seconds;
import io.tributary.segment.membership.ValueTests;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the messages that stand behind the evidence of an explanation: at most ten for each second or day, among the newest
 * two hundred events of the name. A profile remembers what happened and when, but of which message it was only the event
 * index knows.
 */
public final class CiteEvidence {

    private static final int MOST_READ = 200;
    private static final int MOST_CITED = 10;

    /** Leaves beyond these are not looked up. */
    private static final int MOST_LOOKUPS = 100;

    private final EventHistory events;
    private final PastFacts facts;

    public CiteEvidence(EventHistory events, PastFacts facts) {
        this.events = events;
        this.facts = facts;
    }

    /** The explanation with its messages. Fails with {@code StoreUnavailable}. */
    public Mono<Explanation> cite(ProfileState state, Explanation explanation, ZoneId zone) {
        return Mono.defer(() -> new Citing(state, new Days(zone)).cite(explanation));
    }

    /** Looks one leaf up after the other. */
    private final class Citing {
        private final ProfileState state;
        private final Days days;
        private int lookups;

        Citing(ProfileState state, Days days) {
            this.state = state;
            this.days = days;
        }

        Mono<Explanation> cite(Explanation node) {
            return node.evidence() instanceof Evidence.Events found
                    ? cite(found).map(node::citing)
                    : Flux.fromIterable(node.parts())
                            .concatMap(this::cite)
                            .collectList()
                            .map(node::with);
        }

        private Mono<Evidence.Events> cite(Evidence.Events found) {
            var names = found.newest().stream()
                    .filter(it -> it.at() != null)
                    .map(it -> it.step().event())
                    .distinct()
                    .toList();
            return Flux.fromIterable(names)
                    .filter(it -> ++lookups <= MOST_LOOKUPS)
                    .concatMap(it -> newest(it, found.newest()))
                    .collectList()
                    .map(pages ->
                            citing(found, pages.stream().flatMap(List::stream).toList()));
        }

        private Mono<List<EventFacts>> newest(String name, List<Happened> of) {
            long from = Long.MAX_VALUE;
            long until = Long.MIN_VALUE;
            for (var happened : of) {
                if (happened.at() != null && happened.step().event().equals(name)) {
                    var seconds = seconds(happened.at(), happened.wholeDay());
                    from = Math.min(from, seconds.from());
                    until = Math.max(until, seconds.until());
                }
            }
            var question = PastFacts.question(state, new Seconds(from, until)).named(name);
            return events.page(state.tenant(), question, null, MOST_READ)
                    .map(page ->
                            page.stream().flatMap(it -> facts.read(it).stream()).toList());
        }

        private Evidence.Events citing(Evidence.Events found, List<EventFacts> read) {
            return new Evidence.Events(
                    found.measured(),
                    found.count(),
                    found.newest().stream()
                            .map(it -> it.citing(messages(it, read)))
                            .toList());
        }

        private List<String> messages(Happened happened, List<EventFacts> read) {
            if (happened.at() == null) {
                return List.of();
            }
            var seconds = seconds(happened.at(), happened.wholeDay());
            return read.stream()
                    .filter(it -> it.event().equals(happened.step().event()))
                    .filter(it -> seconds.from() <= it.at() && it.at() <= seconds.until())
                    .filter(it -> ValueTests.matches(happened.step(), it.properties(), days.zone()))
                    .map(EventFacts::messageId)
                    .limit(MOST_CITED)
                    .toList();
        }

        private Seconds seconds(Instant at, boolean wholeDay) {
            long second = at.getEpochSecond();
            return wholeDay
                    ? new Seconds(second, days.midnight(days.dayOf(second * 1000) + 1) / 1000 - 1)
                    : new Seconds(second, second);
        }
    }
}
