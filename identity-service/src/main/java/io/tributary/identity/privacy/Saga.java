package io.tributary.identity.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a request is: decides from what systems answered, in whatever order and however often, when its next stage
 * begins. A stage is over when every system has done it at an attempt that counts; whatever a proof finds is deleted again.
 *
 * @param stage the one at hand
 * @param attempt of the stage, the one that is asked for now or next
 * @param from the first attempt that counts; what was answered before something was found does not
 * @param highest the highest attempt at which any stage was asked for
 * @param rounds how often a proof found something
 * @param asked whether the systems were asked for this attempt
 * @param finished whether all stages are over
 */
public record Saga(
        RequestKind kind,
        Stage stage,
        int attempt,
        int from,
        int highest,
        int rounds,
        boolean asked,
        boolean finished,
        Map<Place, Answer> answers) {

    public Saga {
        answers = Map.copyOf(answers);
    }

    /** Where an answer belongs. */
    public record Place(Stage stage, String system) {}

    /** A request that nobody was asked for yet. */
    public static Saga begin(RequestKind kind) {
        return new Saga(kind, kind.stages().getFirst(), 1, 1, 1, 0, false, false, Map.of());
    }

    /** Takes an answer in; one that is none of the stage at hand, is older than what is known, or is nobody's changes nothing. */
    Saga receive(Answer answer) {
        if (finished || !isExpected(answer)) {
            return this;
        }
        var place = new Place(answer.stage(), answer.system());
        if (!answer.replaces(counting(place))) {
            return this;
        }
        var next = new HashMap<>(answers);
        next.put(place, answer);
        return with(next).advanced();
    }

    boolean isExpected(Answer answer) {
        return answer.stage() == stage
                && answer.attempt() >= from
                && answer.attempt() <= attempt
                && Systems.isKnown(answer.system())
                && (answers.containsKey(new Place(stage, answer.system()))
                        || !Systems.isDestination(answer.system())
                        || destinations().count() < Systems.MOST_DESTINATIONS);
    }

    /** The systems were asked. */
    Saga nowAsked() {
        return new Saga(kind, stage, attempt, from, highest, rounds, true, finished, answers);
    }

    /** Nobody said enough in time: the same stage again. */
    Saga askAgain() {
        return new Saga(
                kind, stage, attempt + 1, from, Math.max(highest, attempt + 1), rounds, false, finished, answers);
    }

    /** The systems without which the stage at hand is not over. */
    public List<String> waitsFor() {
        return finished
                ? List.of()
                : Stream.concat(
                                Systems.REQUIRED.stream().filter(it -> !isDone(it)),
                                destinations().filter(this::holdsUp).map(Answer::system))
                        .sorted()
                        .toList();
    }

    boolean isDone(String system) {
        return Optional.ofNullable(counting(new Place(stage, system)))
                .filter(Answer::isDone)
                .isPresent();
    }

    /** One that activation told of before it said that all is done may be no destination any more. */
    private boolean holdsUp(Answer destination) {
        var all = counting(new Place(stage, Systems.ACTIVATION));
        return !destination.isDone()
                && destination.attempt() >= from
                && (all == null || !all.isDone() || destination.attempt() >= all.attempt());
    }

    private Stream<Answer> destinations() {
        return answers.values().stream().filter(it -> it.stage() == stage && Systems.isDestination(it.system()));
    }

    private @Nullable Answer counting(Place place) {
        var known = answers.get(place);
        return known == null || known.attempt() < from ? null : known;
    }

    private Saga advanced() {
        if (!waitsFor().isEmpty()) {
            return this;
        }
        if (stage == Stage.PROVE && found(from) > 0) {
            return new Saga(
                    kind, Stage.DELETE, highest + 1, highest + 1, highest + 1, rounds + 1, false, false, answers);
        }
        var stages = kind.stages();
        int next = stages.indexOf(stage) + 1;
        return next == stages.size()
                ? new Saga(kind, stage, attempt, from, highest, rounds, asked, true, answers)
                : new Saga(kind, stages.get(next), from, from, highest, rounds, false, false, answers);
    }

    /** What the systems found when each looked last. */
    public long found() {
        return found(1);
    }

    private long found(int since) {
        return answers.values().stream()
                .filter(it -> it.stage() == Stage.PROVE && it.attempt() >= since)
                .mapToLong(Answer::count)
                .sum();
    }

    /** Real milliseconds by which what is in transit has expired; empty when nothing is. */
    public Optional<Long> doneBy() {
        return answers.values().stream()
                .flatMap(it -> Optional.ofNullable(it.doneBy()).stream())
                .max(Long::compare);
    }

    /** Every answer, in the order of the stages. */
    public List<Answer> inOrder() {
        var ordered = new ArrayList<Answer>();
        for (var one : kind.stages()) {
            answers.values().stream()
                    .filter(it -> it.stage() == one)
                    .sorted(Comparator.comparing(Answer::system))
                    .forEach(ordered::add);
        }
        return ordered;
    }

    private Saga with(Map<Place, Answer> next) {
        return new Saga(kind, stage, attempt, from, highest, rounds, asked, finished, next);
    }
}
