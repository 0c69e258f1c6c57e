package io.tributary.ingestion.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.ingestion.person.PersonRequest.Known;
import io.tributary.ingestion.suppression.DoorList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class DoStageTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final byte[] DIGEST = {1, 2, 3};

    private final DoorList doorList = new DoorList((tenant, namespace, value) -> DIGEST);
    private final RememberedKeptOut keptOut = new RememberedKeptOut();
    private final List<String> stored = new ArrayList<>();
    private Optional<String> missing = Optional.empty();
    private final List<byte[]> pieces = new ArrayList<>();
    private final DoStage doStage = new DoStage(
            new GuardDoor(doorList, keptOut, InstantSource.fixed(NOW)),
            List.of(new Shelf()),
            List.of(request -> missing),
            () -> NOW.plusSeconds(99),
            (tenant, namespace, value) -> value.getBytes(StandardCharsets.UTF_8));

    @Test
    void answersTheDoorOfAnErasureOnceTheDoorKnows() {
        assertThatThrownBy(() -> answer(RequestKind.ERASE, null, Stage.GATE)).isInstanceOf(NotYet.class);

        doorList.erase("acme", DIGEST, new DoorList.Window(NOW, null));

        assertThat(answer(RequestKind.ERASE, null, Stage.GATE).count()).isEqualTo(1);
    }

    @Test
    void answersTheLiftOfAnErasureOnceTheDoorIsFree() {
        doorList.erase("acme", DIGEST, new DoorList.Window(NOW, null));
        assertThatThrownBy(() -> answer(RequestKind.LIFT, RequestKind.ERASE, Stage.GATE))
                .isInstanceOf(NotYet.class);

        doorList.unblock("acme", DIGEST);

        assertThat(answer(RequestKind.LIFT, RequestKind.ERASE, Stage.GATE).count())
                .isEqualTo(1);
    }

    @Test
    void keepsOutWhomASuppressionNamesUntilItIsLifted() {
        answer(RequestKind.SUPPRESS, null, Stage.GATE);
        assertThat(isFree()).isFalse();
        assertThat(keptOut.out).isTrue();

        doorList.unblock("acme", DIGEST);
        assertThat(isFree()).as("the suppression list says nothing of it").isFalse();

        answer(RequestKind.LIFT, RequestKind.SUPPRESS, Stage.GATE);
        assertThat(isFree()).isTrue();
        assertThat(keptOut.out).isFalse();
    }

    @Test
    void hasNothingToDoWhereOthersHave() {
        for (var kind : List.of(RequestKind.RESTRICT, RequestKind.ACCESS)) {
            assertThat(answer(kind, null, Stage.GATE)).isEqualTo(StageAnswer.NOTHING);
        }
        assertThat(answer(RequestKind.LIFT, RequestKind.RESTRICT, Stage.GATE)).isEqualTo(StageAnswer.NOTHING);
        assertThat(answer(RequestKind.ERASE, null, Stage.WITHDRAW)).isEqualTo(StageAnswer.NOTHING);
    }

    @Test
    void deletesPageByPageAndSaysWhenTheTopicsAreEmpty() {
        stored.addAll(List.of("anna@mail.example", "bert@mail.example", "x anna@mail.example"));

        var deleted = answer(RequestKind.ERASE, null, Stage.DELETE);
        var again = answer(RequestKind.ERASE, null, Stage.DELETE);
        var proven = answer(RequestKind.ERASE, null, Stage.PROVE);

        assertThat(stored).containsExactly("bert@mail.example");
        assertThat(deleted).isEqualTo(new StageAnswer(2, "shelf 2", NOW.plusSeconds(99), 0));
        assertThat(again.count()).isZero();
        assertThat(proven).isEqualTo(new StageAnswer(0, "", null, 0));
    }

    @Test
    void provesWhatIsLeftWithoutTouchingIt() {
        stored.add("anna@mail.example");

        assertThat(answer(RequestKind.ERASE, null, Stage.PROVE).count()).isEqualTo(1);
        assertThat(stored).hasSize(1);
    }

    @Test
    void handsOverWhatItFinds() {
        stored.addAll(List.of("anna@mail.example", "bert@mail.example"));

        var answer = answer(RequestKind.ACCESS, null, Stage.COLLECT);

        assertThat(answer).isEqualTo(new StageAnswer(1, "shelf 1", null, 1));
        assertThat(new String(pieces.getFirst(), StandardCharsets.UTF_8))
                .isEqualTo("{\"system\":\"ingestion\",\"store\":\"shelf\",\"record\":\"anna@mail.example\"}\n");
    }

    @Test
    void searchesNothingBeforeWhatItWaitsForHasHappened() {
        stored.add("anna@mail.example");
        missing = Optional.of("the tide");

        assertThatThrownBy(() -> answer(RequestKind.ERASE, null, Stage.DELETE))
                .isInstanceOf(NotYet.class)
                .hasMessage("the tide");
        assertThat(stored).hasSize(1);
    }

    private boolean isFree() {
        return doorList.standing("acme", DIGEST, NOW).isFree();
    }

    private StageAnswer answer(RequestKind kind, @Nullable RequestKind lifted, Stage stage) {
        var anna = new Known("email", DIGEST, "anna@mail.example");
        return doStage.answer(
                new PersonRequest("acme", "r1", kind, lifted, stage, 1, NOW, NOW, List.of(anna), List.of()),
                (number, content) -> pieces.add(content));
    }

    /** One thing a step. */
    private final class Shelf implements PersonStore {

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public Step step(Quest quest, String from) {
            int at = from.isEmpty() ? stored.size() - 1 : Integer.parseInt(from);
            if (at < 0) {
                return Step.of(0, List.of(), "");
            }
            var thing = stored.get(at);
            boolean found = quest.search().isIn(thing);
            if (found && quest.task() == Task.DELETE) {
                stored.remove(at);
            }
            var records = found && quest.task() == Task.COLLECT ? List.of("\"" + thing + "\"") : List.<String>of();
            return Step.of(found ? 1 : 0, records, at == 0 ? "" : Integer.toString(at - 1));
        }
    }

    private static final class RememberedKeptOut implements KeptOut {

        private boolean out;

        @Override
        public void add(String tenant, List<byte[]> digests) {
            out = true;
        }

        @Override
        public void remove(String tenant, List<byte[]> digests) {
            out = false;
        }

        @Override
        public Flux<Change> since(String place) {
            return Flux.empty();
        }
    }
}
