package io.tributary.identity.graph;

import static io.tributary.identity.graph.Events.device;
import static io.tributary.identity.graph.Events.email;
import static io.tributary.identity.graph.Events.event;
import static io.tributary.identity.graph.Events.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.SharedDevices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an event comes to that names an erased person's identifier; erased at 100. */
class ErasedPeopleTest {

    private static final long ERASED_AT = 100;
    private static final Identifier ANNA = user("anna");
    private static final Identifier HER_MAIL = email("anna@shop.org");
    private static final Identifier HER_TABLET = device("tablet");

    private final InMemoryGraph graph = new InMemoryGraph();
    private final ResolveBatch batch = new ResolveBatch(IdentityRules.defaults(), Events.ids());
    private final Map<Identifier, ErasedMark> marks = new HashMap<>();

    @BeforeEach
    void annaWasErased() {
        for (var identifier : List.of(ANNA, HER_MAIL, HER_TABLET)) {
            marks.put(identifier, ErasedMark.since(ERASED_AT));
        }
    }

    private ResolveBatch.Decision resolve(IdentifiedEvent... events) {
        var seen = graph.view(Graphs.Wanted.owners(List.of(events)), SharedDevices.defaults());
        var view = new GraphView(
                seen.number(), seen.nextNode(), seen.nextEdge(), seen.owners(), seen.profiles(), Map.copyOf(marks));
        var decision = batch.decide(view, List.of(events));
        graph.apply(decision.change());
        decision.change()
                .freed()
                .forEach(it -> marks.compute(
                        it.identifier(),
                        (_, mark) -> Objects.requireNonNull(mark).freedBy(it.at())));
        return decision;
    }

    private static IdentifiedEvent arrived(IdentifiedEvent event, long receivedAt, boolean evidenced) {
        return new IdentifiedEvent(
                event.messageId(),
                event.sourceId(),
                event.at(),
                event.identifiers(),
                event.consents(),
                event.signals(),
                new Arrival(receivedAt, evidenced));
    }

    private static Resolution resolution(ResolveBatch.Decision decision) {
        return decision.events().getLast().resolution();
    }

    @Test
    void dropsWhatCameInBeforeTheErasure() {
        var decision = resolve(arrived(event(90, ANNA, HER_TABLET), 90, false));

        assertThat(resolution(decision)).isInstanceOf(Resolution.Erased.class);
        assertThat(decision.events().getFirst().profile()).isNull();
        assertThat(decision.change().isEmpty()).isTrue();
    }

    @Test
    void dropsWhatComesInAfterTheErasureWithoutEvidence() {
        assertThat(resolution(resolve(arrived(event(150, HER_MAIL), 150, false))))
                .isInstanceOf(Resolution.Erased.class);
    }

    @Test
    void judgesByWhenItCameInAndNotByTheTimeThatTheEventGivesItself() {
        var back = arrived(event(1, ANNA), 150, true);

        assertThat(resolution(resolve(back))).isInstanceOf(Resolution.Created.class);
    }

    @Test
    void takesNoEvidenceFromBeforeTheErasure() {
        assertThat(resolution(resolve(arrived(event(100, ANNA), ERASED_AT, true))))
                .isInstanceOf(Resolution.Erased.class);
    }

    @Test
    void beginsAnewWithAnEvidencedReturn() {
        var decision = resolve(arrived(event(150, ANNA, HER_MAIL), 150, true));

        assertThat(resolution(decision)).isInstanceOf(Resolution.Created.class);
        assertThat(decision.change().freed())
                .extracting(GraphChange.Freed::identifier)
                .containsExactlyInAnyOrder(ANNA, HER_MAIL);
        assertThat(graph.partition().values()).containsExactly(Set.of(ANNA, HER_MAIL));
    }

    @Test
    void letsTheSameBatchGoOnAfterAReturn() {
        var decision = resolve(arrived(event(150, ANNA), 150, true), arrived(event(160, ANNA), 160, false));

        assertThat(resolution(decision)).isInstanceOf(Resolution.Attached.class);
    }

    @Test
    void keepsWhatTheReturnDidNotName() {
        resolve(arrived(event(150, ANNA), 150, true));

        assertThat(resolution(resolve(arrived(event(160, HER_MAIL), 160, false))))
                .isInstanceOf(Resolution.Erased.class);
    }

    @Test
    void dropsWhatIsToldAgainFromBeforeTheReturn() {
        resolve(arrived(event(150, ANNA), 150, true));

        assertThat(resolution(resolve(arrived(event(90, ANNA), 90, false)))).isInstanceOf(Resolution.Erased.class);
        assertThat(resolution(resolve(arrived(event(140, ANNA), 140, false)))).isInstanceOf(Resolution.Erased.class);
    }

    @Test
    void letsALivingPersonGoOnWithoutTheErasedDevice() {
        resolve(arrived(event(50, user("ben")), 50, false));

        var decision = resolve(arrived(event(90, user("ben"), HER_TABLET), 90, false));

        assertThat(resolution(decision)).isInstanceOf(Resolution.Attached.class);
        assertThat(decision.events().getFirst().identifiers()).containsExactly(user("ben"));
        assertThat(graph.partition().values()).containsExactly(Set.of(user("ben")));
    }

    @Test
    void letsSomebodyNewBeginOnTheErasedDevice() {
        var decision = resolve(arrived(event(150, user("carla"), HER_TABLET), 150, false));

        assertThat(resolution(decision)).isInstanceOf(Resolution.Created.class);
        assertThat(graph.partition().values()).containsExactly(Set.of(user("carla")));
    }

    @Test
    void takesNobodyNewFromBeforeTheErasure() {
        assertThat(resolution(resolve(arrived(event(90, user("anna-2"), HER_TABLET), 90, false))))
                .isInstanceOf(Resolution.Erased.class);
    }

    @Test
    void takesNobodyNewWithAnErasedAddress() {
        assertThat(resolution(resolve(arrived(event(150, user("anna-2"), HER_MAIL), 150, false))))
                .isInstanceOf(Resolution.Erased.class);
    }

    @Test
    void freesNothingWhereALivingPersonGoesOnWithoutIt() {
        resolve(arrived(event(50, user("ben")), 50, false));

        var decision = resolve(arrived(event(150, user("ben"), HER_MAIL), 150, true));

        assertThat(decision.change().freed()).isEmpty();
        assertThat(graph.holder(HER_MAIL)).isEmpty();
    }

    @Test
    void leavesOthersAlone() {
        assertThat(resolution(resolve(arrived(event(150, user("ben")), 150, false))))
                .isInstanceOf(Resolution.Created.class);
    }
}
