package io.tributary.bench.evaluation;

import io.tributary.bench.rules.HundredRules;
import io.tributary.bench.rules.Lives;
import io.tributary.bench.rules.ShopCall;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.membership.Evaluation;
import io.tributary.segment.membership.Evaluator;
import io.tributary.segment.membership.OrderedSegments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * People with a history, judged by a hundred rules at one instant, and what each of them does next: four calls within the
 * hour before it, in mixed order. The same number of people is always the same people.
 */
final class Judged {

    /** Nobody: what a benchmark has before it is set up. */
    static final Judged NOBODY = new Judged(0);

    private static final long NOW = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();
    private static final long SEED = 7;
    private static final int CALLS_OF_A_PERSON = 4;
    private static final int HOUR_MILLIS = (int) Duration.ofHours(1).toMillis();

    private final OrderedSegments segments = HundredRules.segments();
    private final Evaluator evaluator = new Evaluator(segments, Lives.DAYS);
    private final List<byte[]> packed = new ArrayList<>();
    private final List<ShopCall> calls = new ArrayList<>();
    private final List<EventFacts> facts = new ArrayList<>();

    Judged(int people) {
        var lives = new Lives(SEED);
        for (int person = 0; person < people; person++) {
            var state = lives.history("acme", Lives.profileId(person), person, NOW);
            evaluator.all(state, NOW, new Cause.Definition());
            packed.add(state.encode(Lives.DAYS));
        }
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < people * CALLS_OF_A_PERSON; i++) {
            long at = NOW - random.nextInt(HOUR_MILLIS);
            calls.add(lives.next(random.nextInt(people), "next-%012d".formatted(i), at, random));
        }
        calls.forEach(it -> facts.add(Lives.read(it)));
    }

    int calls() {
        return calls.size();
    }

    int personOf(int call) {
        return calls.get(call).person();
    }

    EventFacts facts(int call) {
        return facts.get(call);
    }

    /** The facts, read from the call's JSON. */
    EventFacts read(int call) {
        return Lives.read(calls.get(call));
    }

    /** The person's state, decoded. */
    ProfileState decode(int person) {
        return ProfileState.decode(packed.get(person));
    }

    /** Everybody's states as those of busy people are: decoded, and folded for today. */
    List<ProfileState> unpacked() {
        var states = packed.stream().map(ProfileState::decode).toList();
        states.forEach(it -> it.age(Lives.DAYS, NOW));
        return states;
    }

    /** As the topology does it: applies the facts, judges the rules that read them and says what changed. */
    Evaluation apply(EventFacts facts, ProfileState state) {
        state.apply(facts, Lives.DAYS, NOW);
        return judge(facts, state);
    }

    /** Judges the rules that read the facts and says what changed. */
    Evaluation judge(EventFacts facts, ProfileState state) {
        return evaluator.readersOf(facts, state, NOW, new Cause.Event(facts.messageId()));
    }

    /** How many rules a call makes be judged, as a mean. */
    double rulesPerCall() {
        return facts.stream()
                .mapToInt(it -> segments.readersOf(it, Lives.DAYS.zone()).size())
                .average()
                .orElse(0);
    }
}
