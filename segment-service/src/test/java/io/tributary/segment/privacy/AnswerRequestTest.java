package io.tributary.segment.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.segment.privacy.PersonRequest.Kind;
import io.tributary.segment.privacy.PersonRequest.Known;
import io.tributary.segment.privacy.PersonRequest.Stage;
import io.tributary.segment.privacy.PersonTopology.Kept;
import io.tributary.segment.privacy.PersonTopology.Said;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is answered to each stage, and in which order the stores are asked. */
class AnswerRequestTest {

    private static final Instant EXPIRES = Instant.parse("2026-12-03T12:00:00Z");

    private final Memory memory = new Memory();
    private final List<String> sent = new ArrayList<>();
    private final PrivacyCounts counts = new PrivacyCounts();
    private final AnswerRequest answering = new AnswerRequest(
            new AnswerRequest.Stores(memory, memory, memory, () -> EXPIRES),
            (request, number, lines) -> sent.add(number + " " + lines.length),
            counts,
            1_000_000);

    @Test
    void letsNobodyInBeforeItWaitsForTheSignposts() {
        memory.kept = List.of(new Kept("anna", true, false, false, 0));

        assertThat(answer(Kind.ERASE, Stage.GATE)).isEqualTo(Answer.nothing());
        assertThat(memory.done).containsExactly("erased", "passed");
    }

    @Test
    void failsTheGateWhileOneSignpostIsMissing() {
        memory.kept = List.of(new Kept("anna", true, false, false, 0), new Kept("ann", false, false, false, 0));

        assertThat(answer(Kind.ERASE, Stage.GATE)).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void waitsForTheWordOfARestrictionAndOfItsLift() {
        memory.kept = List.of(new Kept("anna", false, true, false, 1), new Kept("ann", false, false, false, 0));

        assertThat(answer(Kind.RESTRICT, Stage.GATE)).isInstanceOf(Answer.Failed.class);
        assertThat(answer(Kind.LIFT_RESTRICT, Stage.GATE)).isEqualTo(Answer.nothing());
        memory.kept = List.of(new Kept("anna", false, true, true, 1), new Kept("ann", false, false, false, 0));
        assertThat(answer(Kind.RESTRICT, Stage.GATE)).isEqualTo(Answer.nothing());
        assertThat(answer(Kind.LIFT_RESTRICT, Stage.GATE)).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void hasNothingToDoForOthersStages() {
        assertThat(answer(Kind.SUPPRESS, Stage.GATE)).isEqualTo(Answer.nothing());
        assertThat(answer(Kind.LIFT_SUPPRESS, Stage.GATE)).isEqualTo(Answer.nothing());
        assertThat(answer(Kind.ERASE, Stage.WITHDRAW)).isEqualTo(Answer.nothing());
        assertThat(memory.done).isEmpty();
    }

    @Test
    void freesTheDigestsOfWhoComesBack() {
        assertThat(answer(Kind.LIFT_ERASE, Stage.GATE)).isEqualTo(Answer.nothing());

        assertThat(memory.done).containsExactly("freed [d1]");
    }

    @Test
    void deletesOnlyBehindTheTopologyAndSaysUntilWhenRecordsAreOnTheirWay() {
        memory.kept = List.of(new Kept("anna", true, false, false, 0));
        memory.events = 3;
        memory.rows = 2;

        var answer = answer(Kind.ERASE, Stage.DELETE);

        assertThat(answer).isEqualTo(new Answer.DoneBy(5, "events 3, rules 2", EXPIRES));
        assertThat(memory.done).containsExactly("erased", "passed", "forget bert", "delete", "delete rows");
    }

    @Test
    void doesNotDeleteWhileTheTopologyStillForgets() {
        memory.kept = List.of(new Kept("anna", true, false, false, 7));

        assertThat(answer(Kind.ERASE, Stage.DELETE)).isInstanceOf(Answer.Failed.class);
        assertThat(memory.done).doesNotContain("delete");
    }

    @Test
    void provesWithTheSumOfAllPlacesAndSaysWhereAndHowFarItLooked() {
        memory.kept = List.of(new Kept("anna", true, false, false, 4));
        memory.events = 1;
        memory.looked = 10;
        memory.of = 25;

        var answer = answer(Kind.ERASE, Stage.PROVE);

        assertThat(answer.count()).isEqualTo(6);
        assertThat(answer.detail())
                .isEqualTo("events 1, topology 4, traits 1; looked for values in the newest 10 of 25 events of others");
        assertThat(counts.partial()).isEqualTo(1);
    }

    @Test
    void cutsWhatIsCollectedIntoPiecesAndLeavesOutWhatIsBeyondTheLimit() {
        memory.records =
                List.of("{\"a\":1}", "\"" + "x".repeat(300_000) + "\"", "\"" + "y".repeat(800_000) + "\"", "{}");

        var answer = answer(Kind.ACCESS, Stage.COLLECT);

        assertThat(answer)
                .isEqualTo(
                        new Answer.Collected(3, "1 records beyond the limit of a request were left out", sent.size()));
        assertThat(sent)
                .hasSize(2)
                .allSatisfy(it -> assertThat(Integer.parseInt(it.substring(it.indexOf(' ') + 1)))
                        .isLessThan(256 * 1024));
        assertThat(counts.partial()).isEqualTo(1);
    }

    @Test
    void collectsTheListsThatNameThePerson() {
        memory.lists = List.of("{\"segmentKey\":\"vips\"}");

        var answer = answer(Kind.ACCESS, Stage.COLLECT);

        assertThat(answer).isEqualTo(new Answer.Collected(1, "", 1));
    }

    @Test
    void leavesAStoreThatDoesNotAnswerToItsCaller() {
        memory.isDown = true;

        assertThatThrownBy(() -> answer(Kind.ERASE, Stage.PROVE)).isInstanceOf(StoreUnavailable.class);
    }

    private Answer answer(Kind kind, Stage stage) {
        return answering.answer(new PersonRequest(
                "acme",
                "r1",
                kind,
                stage,
                1,
                9,
                1_000,
                List.of("anna", "ann"),
                List.of(new Known("email", "d1", "anna@mail.example"))));
    }

    /** All stores at once, which write down what was asked of them. */
    private static final class Memory implements PersonTopology, PersonDocuments, PersonRows {
        final List<String> done = new ArrayList<>();
        List<Kept> kept = List.of();
        List<String> records = List.of();
        List<String> lists = List.of();
        long events;
        long rows;
        long looked;
        long of;
        boolean isDown;

        @Override
        public List<Kept> passed(String tenant, Collection<String> profileIds, Predicate<List<Kept>> enough) {
            if (isDown) {
                throw new StoreUnavailable("down");
            }
            done.add("passed");
            return kept;
        }

        @Override
        public void forget(String tenant, String profileId, List<Said> traits) {
            done.add("forget " + profileId);
        }

        @Override
        public Found delete(String tenant, Whose whose) {
            done.add("delete");
            return find(tenant, whose);
        }

        @Override
        public Found find(String tenant, Whose whose) {
            return new Found(Map.of("events", events), looked, of);
        }

        @Override
        public List<Holding> holding(String tenant, Whose whose) {
            return List.of(new Holding("bert", List.of(new Said("friend", "m1"))));
        }

        @Override
        public void each(String tenant, Collection<String> profileIds, Consumer<Held> take) {
            records.forEach(it -> take.accept(new Held("events", it)));
        }

        @Override
        public void erased(PersonRequest request) {
            done.add("erased");
        }

        @Override
        public void freed(String tenant, Collection<String> digests) {
            done.add("freed " + digests);
        }

        @Override
        public Map<String, Long> amongErased(String tenant, Set<String> subjects) {
            return Map.of();
        }

        @Override
        public Map<String, Long> delete(PersonRequest request) {
            done.add("delete rows");
            return find(request);
        }

        @Override
        public Map<String, Long> find(PersonRequest request) {
            return new TreeMap<>(Map.of("rules", rows));
        }

        @Override
        public void each(PersonRequest request, Consumer<PersonDocuments.Held> take) {
            lists.forEach(it -> take.accept(new PersonDocuments.Held("lists", it)));
        }
    }
}
