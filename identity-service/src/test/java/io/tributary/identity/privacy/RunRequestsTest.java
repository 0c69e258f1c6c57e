package io.tributary.identity.privacy;

import static io.tributary.identity.privacy.RequestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRequestsTest {

    private final RequestBed bed = new RequestBed();

    @Test
    void erasesStageByStage() {
        var id = bed.open(RequestKind.ERASE);

        bed.stageDone(id, Stage.GATE);
        bed.stageDone(id, Stage.WITHDRAW);
        bed.stageDone(id, Stage.DELETE);
        bed.stageDone(id, Stage.PROVE);

        assertThat(bed.people.did).containsExactly("find", "erase", "delete 2", "search 2");
        assertThat(bed.requests.asked.stream().map(it -> it.saga().stage()))
                .containsExactly(Stage.GATE, Stage.WITHDRAW, Stage.DELETE, Stage.PROVE);
        assertThat(bed.get(id).finishedAt()).isEqualTo(bed.now());
        assertThat(RequestState.of(bed.get(id), bed.now())).isEqualTo(RequestState.DONE);
    }

    @Test
    void asksWithTheNumberAndTheTimeOfTheErasure() {
        bed.open(RequestKind.ERASE);

        bed.work();

        var person = bed.requests.asked.getFirst().person().orElseThrow();
        assertThat(person.number()).isEqualTo(PeopleDouble.NUMBER);
        assertThat(person.at()).isEqualTo(PeopleDouble.ERASED_AT);
        assertThat(person.profileIds()).containsExactly(PeopleDouble.PROFILE, PeopleDouble.MERGED);
    }

    @Test
    void keepsNothingOfThePersonWhenItIsOver() {
        var id = bed.open(RequestKind.SUPPRESS);

        bed.stageDone(id, Stage.GATE);

        assertThat(bed.get(id).person()).isEmpty();
        assertThat(bed.get(id).subject()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SUPPRESS, , find",
        "RESTRICT, , restricted true",
        "LIFT, RESTRICT, restricted false",
        "LIFT, ERASE, free"
    })
    void isDoneInOneStage(RequestKind kind, @org.jspecify.annotations.Nullable RequestKind lifted, String last) {
        var id = bed.open(kind, lifted);

        bed.stageDone(id, Stage.GATE);

        assertThat(bed.people.did).last().isEqualTo(last);
        assertThat(bed.saga(id).finished()).isTrue();
    }

    @Test
    void goesBackToDeleteUntilNothingIsFound() {
        var id = bed.open(RequestKind.ERASE);
        bed.stageDone(id, Stage.GATE);
        bed.stageDone(id, Stage.WITHDRAW);
        bed.stageDone(id, Stage.DELETE);
        bed.work();

        bed.answer(id, "ingestion", AnswerState.DONE, 2);
        bed.answer(id, "segment", AnswerState.DONE, 0);
        bed.answer(id, "activation", AnswerState.DONE, 0);

        assertThat(bed.saga(id).stage()).isEqualTo(Stage.DELETE);
        assertThat(bed.saga(id).waitsFor()).containsExactly("activation", "identity", "ingestion", "segment");
        assertThat(bed.saga(id).attempt()).isEqualTo(2);
        assertThat(bed.seen).contains("found 2");
        bed.work();
        assertThat(bed.people.did).last().isEqualTo("search 2");
        bed.pass(RequestBed.FIRST);
        bed.stageDone(id, Stage.DELETE);
        bed.stageDone(id, Stage.PROVE);
        assertThat(bed.saga(id).finished()).isTrue();
        assertThat(bed.saga(id).found()).isZero();
    }

    @Test
    void waitsLongerEachTimeThatAProofFinds() {
        var id = bed.open(RequestKind.ERASE);
        bed.people.left = 1;
        bed.stageDone(id, Stage.GATE);
        bed.stageDone(id, Stage.WITHDRAW);

        bed.stageDone(id, Stage.DELETE);
        bed.stageDone(id, Stage.PROVE);
        long first = bed.get(id).dueAt() - bed.now();
        bed.pass(Duration.ofMillis(first));
        bed.stageDone(id, Stage.DELETE);
        bed.stageDone(id, Stage.PROVE);
        long second = bed.get(id).dueAt() - bed.now();

        assertThat(first).isEqualTo(RequestBed.FIRST.toMillis());
        assertThat(second).isEqualTo(2 * first);
    }

    @Test
    void takesNoAnswerOfBeforeAProofThatFound() {
        var id = bed.open(RequestKind.ERASE);
        bed.people.left = 1;
        bed.stageDone(id, Stage.GATE);
        bed.stageDone(id, Stage.WITHDRAW);
        bed.stageDone(id, Stage.DELETE);
        bed.stageDone(id, Stage.PROVE);

        bed.run.receive(TENANT, id, RequestBed.answer(Stage.DELETE, "ingestion", 1, AnswerState.DONE, 0));

        assertThat(bed.saga(id).waitsFor()).contains("ingestion");
        assertThat(bed.seen).contains("ignored unexpected");
    }

    @Test
    void asksAgainWhoeverDidNotAnswer() {
        var id = bed.open(RequestKind.ERASE);
        bed.work();
        bed.answer(id, "ingestion", AnswerState.DONE, 0);
        bed.answer(id, "segment", AnswerState.FAILED, 0);

        bed.pass(RequestBed.FIRST);
        bed.work();

        assertThat(bed.requests.asked.stream().map(it -> it.saga().attempt())).containsExactly(1, 2);
        assertThat(bed.saga(id).waitsFor()).containsExactly("activation", "segment");
        assertThat(bed.people.did).containsExactly("find", "erase");
    }

    @Test
    void takesTheAnswerToAnEarlierAttempt() {
        var id = bed.open(RequestKind.SUPPRESS);
        bed.work();
        bed.pass(RequestBed.FIRST);
        bed.work();

        RequestBed.OTHERS.forEach(
                it -> bed.run.receive(TENANT, id, RequestBed.answer(Stage.GATE, it, 1, AnswerState.DONE, 0)));

        assertThat(bed.saga(id).finished()).isTrue();
    }

    @Test
    void takesBackNothingThatIsDone() {
        var id = bed.open(RequestKind.SUPPRESS);
        bed.work();
        bed.answer(id, "segment", AnswerState.DONE, 0);

        bed.answer(id, "segment", AnswerState.FAILED, 0);

        assertThat(bed.saga(id).waitsFor()).containsExactly("activation", "ingestion");
    }

    @Test
    void waitsForADestinationThatIsPending() {
        var id = bed.open(RequestKind.ERASE);
        bed.stageDone(id, Stage.GATE);
        bed.work();
        bed.answer(id, "ingestion", AnswerState.DONE, 0);
        bed.answer(id, "segment", AnswerState.DONE, 0);

        bed.answer(id, "destination:meta", AnswerState.PENDING, 0);
        bed.answer(id, "destination:mail", AnswerState.DONE, 4);
        bed.answer(id, "activation", AnswerState.PENDING, 0);

        assertThat(bed.saga(id).waitsFor()).containsExactly("activation", "destination:meta");
        bed.answer(id, "destination:meta", AnswerState.DONE, 1);
        bed.answer(id, "activation", AnswerState.DONE, 5);
        assertThat(bed.saga(id).stage()).isEqualTo(Stage.DELETE);
    }

    @Test
    void isDoneByTheLatestDayThatASystemNames() {
        var id = bed.open(RequestKind.SUPPRESS);
        bed.work();
        bed.answer(id, "ingestion", AnswerState.DONE, 0);
        bed.answer(id, "activation", AnswerState.DONE, 0);

        bed.run.receive(
                TENANT, id, new Answer(Stage.GATE, "segment", 1, AnswerState.DONE_BY, bed.now() + 1_000, "", 0, 0, 1));

        assertThat(RequestState.of(bed.get(id), bed.now())).isEqualTo(RequestState.DONE_BY);
        assertThat(RequestState.of(bed.get(id), bed.now() + 1_000)).isEqualTo(RequestState.DONE);
    }

    @Test
    void goesOnWithOthersWhenOneFails() {
        bed.people.failing = true;
        var broken = bed.open(RequestKind.ERASE);
        bed.run.runNext();
        bed.people.failing = false;

        var other = bed.open(RequestKind.SUPPRESS);
        bed.work();

        assertThat(bed.saga(other).waitsFor()).doesNotContain("identity");
        var own = bed.saga(broken).inOrder().getFirst();
        assertThat(own.state()).isEqualTo(AnswerState.FAILED);
        assertThat(own.detail()).doesNotContain("anna");
        assertThat(bed.requests.asked).extracting(PrivacyRequest::id).containsOnly(other);
        assertThat(bed.seen).contains("failed");
    }

    @Test
    void triesWhatFailedAgainALittleLaterEachTime() {
        bed.people.failing = true;
        var id = bed.open(RequestKind.ERASE);

        bed.work();
        long first = bed.get(id).dueAt() - bed.now();
        bed.pass(Duration.ofMillis(first));
        bed.work();
        long second = bed.get(id).dueAt() - bed.now();

        assertThat(second).isEqualTo(2 * first);
        bed.people.failing = false;
        bed.pass(Duration.ofMillis(second));
        bed.stageDone(id, Stage.GATE);
        assertThat(bed.saga(id).stage()).isEqualTo(Stage.WITHDRAW);
    }

    @Test
    void leavesAloneWhoCameBackInTheMiddle() {
        var id = bed.open(RequestKind.ERASE);
        bed.stageDone(id, Stage.GATE);
        bed.stageDone(id, Stage.WITHDRAW);

        bed.people.freed.add(PeopleDouble.EMAIL_DIGEST);
        bed.work();

        assertThat(bed.people.did).last().isEqualTo("delete 1");
        var asked = bed.requests.asked.getLast().person().orElseThrow();
        assertThat(asked.identifiers()).extracting(Person.Known::digest).containsExactly(PeopleDouble.DEVICE_DIGEST);
    }

    @Test
    void asksForNobodyAgainWhoCameBackWhileTheGateWasClosing() {
        bed.open(RequestKind.ERASE);
        bed.work();

        bed.people.freed.add(PeopleDouble.EMAIL_DIGEST);
        bed.pass(RequestBed.FIRST);
        bed.work();

        assertThat(bed.requests.asked.getLast().person().orElseThrow().identifiers())
                .extracting(Person.Known::digest)
                .containsExactly(PeopleDouble.DEVICE_DIGEST);
    }

    @Test
    void saysWhatNobodyIsJudgedBy() {
        var id = bed.open(RequestKind.ERASE);
        bed.people.unjudged = 7;
        bed.stageDone(id, Stage.GATE);
        bed.stageDone(id, Stage.WITHDRAW);

        bed.work();

        assertThat(bed.saga(id).inOrder())
                .last()
                .extracting(Answer::detail)
                .asString()
                .contains("dead_letter 7");
        assertThat(bed.seen).contains("unjudged 7");
    }

    @Test
    void collectsPiecesOfWholeLines() {
        bed.people.rows.clear();
        var row = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
        bed.people.rows.addAll(List.of(row, row, row));
        var id = bed.open(RequestKind.ACCESS);

        bed.work();

        var own = bed.saga(id).inOrder().getFirst();
        assertThat(own.pieces()).isEqualTo(2);
        assertThat(own.count()).isEqualTo(3);
        assertThat(bed.requests.pieces(TENANT, id, Systems.IDENTITY, 1)).isEqualTo(2);
    }

    @Test
    void saysThatMoreWasThereThanIsSent() {
        var row = "{\"text\":\"" + "x".repeat(300_000) + "\"}";
        bed.people.rows.add(row);
        var id = bed.open(RequestKind.ACCESS);

        bed.work();

        assertThat(bed.saga(id).inOrder().getFirst().detail()).contains("left out");
        assertThat(bed.seen).contains("capped");
    }

    @Test
    void isNotCollectedBeforeAllPiecesAreThere() {
        var id = bed.open(RequestKind.ACCESS);
        bed.work();
        bed.answer(id, "segment", AnswerState.DONE, 0);
        bed.answer(id, "activation", AnswerState.DONE, 0);
        bed.run.receive(TENANT, id, new Piece("ingestion", 1, 1, "{}\n".getBytes(StandardCharsets.UTF_8)));

        var said = new Answer(Stage.COLLECT, "ingestion", 1, AnswerState.DONE, null, "", 2, 2, 1);
        bed.run.receive(TENANT, id, said);

        assertThat(bed.saga(id).waitsFor()).containsExactly("ingestion");
        bed.run.receive(TENANT, id, new Piece("ingestion", 1, 2, "{}\n".getBytes(StandardCharsets.UTF_8)));
        bed.run.receive(TENANT, id, said);
        assertThat(bed.saga(id).finished()).isTrue();
    }

    @Test
    void keepsNoPieceOfWhomItDoesNotKnow() {
        var id = bed.open(RequestKind.ACCESS);
        bed.work();

        bed.run.receive(TENANT, id, new Piece("stranger", 1, 1, new byte[1]));
        bed.run.receive(TENANT, id, new Piece("segment", 1, 0, new byte[1]));
        bed.run.receive(TENANT, id, new Piece("segment", 1, 1, new byte[300_000]));

        assertThat(bed.seen).contains("ignored unknown-system", "ignored oversize");
        assertThat(bed.requests.pieces(TENANT, id, "segment", 1)).isZero();
    }

    @Test
    void restrictsNobodyWhoIsNotThere() {
        bed.people.exists = false;
        var id = bed.open(RequestKind.RESTRICT);

        bed.work();

        assertThat(bed.saga(id).inOrder().getFirst().detail()).contains("no such profile");
    }

    @Test
    void answersTheUnfinishedRequestOfTheSameSubject() {
        var first = bed.open(RequestKind.ERASE);
        var key = bed.get(first).subjectKey();

        var again = bed.requests.open(new NewRequest(
                TENANT,
                UUID.randomUUID(),
                RequestKind.ERASE,
                null,
                key,
                null,
                Subject.of(PeopleDouble.PROFILE),
                java.util.Optional.empty(),
                "",
                "admin",
                bed.now()));

        assertThat(again.id()).isEqualTo(first);
    }
}
