package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.v1.Absorb;
import io.tributary.contracts.v1.Erased;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.ResolvedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits: the past of each part, whatever meets it on its way. */
class RebuildTopologyTest {

    private static final Map<String, String> APART = Map.of("anna@example.com", "anna", "bert@example.com", "bert");

    /** More than one look may take. */
    private static final int LONG_PAST = 20_000;

    private static final int PIECE = 2_000;

    @TempDir
    private Path directory;

    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(directory, "2026-03-10T12:00:00Z");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void givesEachPartItsOwnPastAndStatesThenWhatItIsIn() {
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 ever");
        run.publish("viewers", 1, "count(\"Page Viewed\") >= 1 ever");
        run.merge("bert", "anna", 5);
        run.order("anna", "m1", "2026-03-09T10:00:00Z", 10);
        var viewed = of("bert@example.com", page("anna", "m2"));
        run.resolved(viewed);
        run.memberships();

        run.split("anna", 7, Map.of("anna@example.com", "anna", "bert@example.com", "bert"));
        var meanwhile = run.memberships();
        run.past("anna", 7, order("anna", "m1"));
        run.past("bert", 7, viewed);

        assertThat(meanwhile).isEmpty();
        assertThat(run.memberships())
                .containsExactlyInAnyOrder(
                        "in buyers@1 anna 2026-03-09T10:00:00Z SPLIT",
                        "out viewers@1 anna 2026-03-10T12:00:00Z SPLIT",
                        "in viewers@1 bert 2026-03-10T10:00:00Z SPLIT");
        assertThat(run.state("bert").orElseThrow().activity().totals()).containsOnlyKeys("Page Viewed");
        assertThat(run.state("anna").orElseThrow().activity().totals()).containsOnlyKeys("Order Completed");
        assertThat(run.state("anna").orElseThrow().absorbed()).isEmpty();
    }

    @Test
    void countsAnEventOnceThatIsInThePastAndArrivesWhileItIsReadOrLater() {
        run.split("anna", 7, Map.of("anna@example.com", "anna", "bert@example.com", "bert"));
        var first = of("bert@example.com", page("anna", "m1"));
        var second = of("bert@example.com", page("anna", "m2"));

        run.resolved(first);
        run.past("bert", 7, first, second);
        run.resolved(second);
        run.past("bert", 7, first, second);

        assertThat(run.count("bert", "Page Viewed")).isEqualTo(2);
    }

    @Test
    void takesThePastToTheSurvivorWhenAPartIsMergedBeforeItHasCome() {
        run.split("anna", 7, Map.of("anna@example.com", "anna", "bert@example.com", "bert"));
        run.merge("bert", "carl", 9);

        run.past("bert", 7, of("bert@example.com", page("bert", "m1")));

        assertThat(run.state("bert")).isEmpty();
        assertThat(run.state("carl").orElseThrow().activity().totals()).containsOnlyKeys("Page Viewed");
    }

    @Test
    void passesOnWhatASecondSplitTookAwayWhileThePastWasRead() {
        run.split("anna", 7, Map.of("anna@example.com", "anna", "bert@example.com", "bert"));
        run.past("bert", 7, false, of("carl@example.com", page("bert", "m1")));
        run.split("bert", 9, Map.of("bert@example.com", "bert", "carl@example.com", "carl"));

        run.past("bert", 9);
        run.past("carl", 9, of("carl@example.com", page("carl", "m1")));

        assertThat(run.state("bert").orElseThrow().activity().totals()).isEmpty();
        assertThat(run.count("carl", "Page Viewed")).isEqualTo(1);
    }

    @Test
    void leavesOutAnAbsorbedProfileThatArrivesAfterTheSplitThatTookItOut() {
        run.publish("viewers", 1, "count(\"Page Viewed\") >= 1 ever");
        var late = absorbed("bert", 5);
        run.split("anna", 7, APART);
        run.past("anna", 7, order("anna", "m1"));
        run.memberships();

        run.command("anna", late);

        assertThat(run.state("anna").orElseThrow().activity().totals()).containsOnlyKeys("Order Completed");
        assertThat(run.state("anna").orElseThrow().absorbed()).isEmpty();
        assertThat(run.memberships()).containsExactly("out viewers@1 anna 2026-03-10T12:00:00Z SPLIT");
        assertThat(run.settings.progress().outdatedAbsorbs()).isEqualTo(1);
    }

    @Test
    void keepsForThePastOnlyAnAbsorbedProfileThatCameAfterTheSplit() {
        var late = absorbed("bert", 5);
        var later = absorbed("carl", 9);
        run.split("anna", 7, APART);

        run.command("anna", late);
        run.command("anna", later);
        run.past("anna", 7, order("anna", "m1"));

        assertThat(run.state("anna").orElseThrow().absorbed()).containsExactly("carl");
        assertThat(run.count("anna", "Page Viewed")).isEqualTo(1);
    }

    @Test
    void carriesNobodyThroughASplitToTheSurvivorsSurvivor() {
        var late = absorbed("bert", 5);
        run.split("anna", 7, APART);
        run.past("anna", 7, order("anna", "m1"));
        run.merge("anna", "zoe", 9);

        run.command("anna", late);

        assertThat(run.state("zoe").orElseThrow().absorbed()).containsExactly("anna");
        assertThat(run.state("zoe").orElseThrow().activity().totals()).containsOnlyKeys("Order Completed");
    }

    @Test
    void appliesALongPastInPiecesAndJudgesOnceAtItsEnd() {
        run.publish("viewers", 1, "count(\"Page Viewed\") >= 10 ever");
        run.split("anna", 7, APART);
        for (int from = 0; from < LONG_PAST; from += 500) {
            run.past("bert", 7, false, views(from, 500));
        }
        long before = run.setAside("bert");

        run.past("bert", 7);
        long left = run.setAside("bert");
        var early = run.memberships();
        run.resolved(of("bert@example.com", page("bert", "a-new-one")));
        run.resolved(of("bert@example.com", page("bert", message(0))));

        assertThat(before - left).as("at once").isPositive().isLessThanOrEqualTo(PIECE);
        assertThat(early).isEmpty();
        for (int look = 0; look < LONG_PAST / PIECE + 5 && run.state("bert").isEmpty(); look++) {
            long until = run.setAside("bert");
            run.lookOnce();
            assertThat(until - run.setAside("bert")).isLessThanOrEqualTo(PIECE);
        }
        assertThat(run.memberships()).containsExactly("in viewers@1 bert 2026-03-10T10:00:00Z SPLIT");
        assertThat(run.count("bert", "Page Viewed")).isEqualTo(LONG_PAST + 1);
        assertThat(run.setAside("bert")).isZero();
    }

    @Test
    void letsAShortPastPassALongOne() {
        run.split("anna", 7, APART);
        for (int from = 0; from < LONG_PAST; from += 500) {
            run.past("anna", 7, false, views(from, 500));
        }
        run.past("anna", 7);
        for (int from = 0; from < 1_000; from += 500) {
            run.past("bert", 7, false, views(LONG_PAST + from, 500));
        }
        run.past("bert", 7);

        run.look();

        assertThat(run.count("bert", "Page Viewed")).isEqualTo(1_000);
        assertThat(run.setAside("anna")).isPositive();
    }

    @Test
    void forgetsTheLongPastOfAnErasedPersonInPieces() {
        run.split("anna", 7, APART);
        for (int from = 0; from < 5_000; from += 500) {
            run.past("bert", 7, false, views(from, 500));
        }

        erase("bert", 9);
        long left = run.setAside("bert");
        run.look();

        assertThat(left).isGreaterThan(5_000 - PIECE);
        assertThat(run.setAside("bert")).isZero();
        assertThat(run.stored(SegmentTopology.REBUILD_STORE))
                .as("who waits is anna")
                .isEqualTo(1);
    }

    @Test
    void absorbsAPartThatIsMergedBeforeItsPastHasComeWithItsPast() {
        run.publish("viewers", 1, "count(\"Page Viewed\") >= 1 ever");
        run.merge("bert", "anna", 5);
        run.resolved(of("bert@example.com", page("anna", "m1")));
        run.split("anna", 7, APART);
        run.past("anna", 7);
        run.memberships();
        var live = of("bert@example.com", page("bert", "m2"));

        run.merge("bert", "anna", 9);
        run.resolved(live);
        var early = run.memberships();
        var other = of("bert@example.com", page("bert", "m3"));
        run.past("bert", 7, of("bert@example.com", page("anna", "m1")), live, other);
        run.resolved(other);

        assertThat(early).isEmpty();
        assertThat(run.state("bert")).isEmpty();
        assertThat(run.state("anna").orElseThrow().absorbed()).containsExactly("bert");
        assertThat(run.count("anna", "Page Viewed")).isEqualTo(3);
        assertThat(run.memberships()).containsExactly("in viewers@1 anna 2026-03-10T12:00:00Z MERGED bert");
    }

    @Test
    void countsALateCopyOnceWhenThePartWasMergedAfterItsPastHadCome() {
        run.split("anna", 7, APART);
        run.past("bert", 7, of("bert@example.com", page("bert", "m1")));
        run.merge("bert", "carl", 9);

        run.resolved(of("bert@example.com", page("anna", "m1")));

        assertThat(run.count("carl", "Page Viewed")).isEqualTo(1);
    }

    @Test
    void tellsTheIndexWhoseAnEventBecameThatFollowedASplit() {
        run.split("anna", 7, APART);
        run.past("anna", 7);
        run.past("bert", 7);
        run.commands();

        run.resolved(of("bert@example.com", page("anna", "m1")));
        run.resolved(of("anna@example.com", page("anna", "m2")));
        var moved = reassigned();
        erase("bert", 9);
        run.resolved(of("bert@example.com", page("anna", "m3")));

        assertThat(moved).containsExactly("bert [m1]");
        assertThat(reassigned()).containsExactly("bert [m3] erased");
    }

    @Test
    void tellsTheIndexNothingOfAnEventThatFollowedAMerge() {
        run.merge("bert", "anna", 5);
        run.commands();

        run.resolved(of("bert@example.com", page("bert", "m1")));

        assertThat(reassigned()).isEmpty();
    }

    @Test
    void goesOnWithSomebodyWhomASplitOfAnOlderVersionRestored() throws IOException {
        run.publish("recent", 1, "count(\"Page Viewed\") >= 1 in last 36 hours");
        run.oldMerge("bert", "anna", 5);

        run.resolved(page("bert", "m1").setGraphNumber(8).build());
        run.pass(Duration.ofDays(2));

        assertThat(run.memberships())
                .containsExactly(
                        "in recent@1 bert 2026-03-10T10:00:00Z EVENT m1",
                        "out recent@1 bert 2026-03-11T22:00:00Z CLOCK");
    }

    @Test
    void asksAgainForAPastThatDoesNotComeAndSaysHowLongSomebodyWaits() {
        run.split("anna", 7, APART);
        var first = wishes();

        run.pass(Duration.ofMinutes(9));
        var early = wishes();
        run.pass(Duration.ofMinutes(2));
        var second = wishes();
        long awaiting = run.settings.progress().awaiting();
        long waited = run.settings.progress().awaitingForMillis();
        run.past("bert", 7, of("bert@example.com", page("bert", "m1")));
        run.past("bert", 7, of("bert@example.com", page("bert", "m1")));
        run.past("anna", 7);
        run.pass(Duration.ofMinutes(11));

        assertThat(first).containsExactlyInAnyOrder("anna 7", "bert 7");
        assertThat(early).isEmpty();
        assertThat(second).containsExactlyInAnyOrder("anna 7", "bert 7");
        assertThat(awaiting).isEqualTo(2);
        assertThat(Duration.ofMillis(waited)).isGreaterThanOrEqualTo(Duration.ofMinutes(11));
        assertThat(run.count("bert", "Page Viewed")).isEqualTo(1);
        assertThat(wishes()).isEmpty();
        assertThat(run.settings.progress().awaiting()).isZero();
        assertThat(run.settings.progress().awaitingForMillis()).isZero();
    }

    @Test
    void judgesAPartByWhatItHasBecomeAndNotByWhatItWas() {
        run.resolved(of("bert@example.com", page("anna", "m1")));
        run.split("anna", 7, APART);
        run.publish("viewers", 1, "count(\"Page Viewed\") >= 1 ever");

        run.past("anna", 7);
        run.past("bert", 7, of("bert@example.com", page("anna", "m1")));

        assertThat(run.memberships()).containsExactly("in viewers@1 bert 2026-03-10T10:00:00Z SPLIT");
    }

    /** Somebody with one page view, on the way to a survivor of another world. */
    private ProfileCommand.Builder absorbed(String loser, long graphNumber) {
        run.resolved(page(loser, "view-of-" + loser).build());
        run.merge(loser, "somebody", 2);
        Absorb absorb = run.commands().stream()
                .filter(ProfileCommand::hasAbsorb)
                .map(ProfileCommand::getAbsorb)
                .findFirst()
                .orElseThrow();
        run.memberships();
        return ProfileCommand.newBuilder().setAbsorb(absorb.toBuilder().setGraphNumber(graphNumber));
    }

    private void erase(String profile, long graphNumber) {
        run.change(IdentityChange.newBuilder()
                .setTenant("acme")
                .setProfileId(profile)
                .setGraphNumber(graphNumber)
                .setErased(Erased.newBuilder())
                .build());
    }

    private List<String> reassigned() {
        return run.commands().stream()
                .filter(ProfileCommand::hasReassign)
                .map(it -> it.getProfileId() + " " + it.getReassign().getMessageIdsList()
                        + (it.getReassign().getErased() ? " erased" : ""))
                .toList();
    }

    private List<String> wishes() {
        return run.commands().stream()
                .filter(it -> it.getRebuild().hasWanted())
                .map(it -> it.getProfileId() + " " + it.getRebuild().getGraphNumber())
                .toList();
    }

    private static ResolvedEvent[] views(int from, int many) {
        return IntStream.range(from, from + many)
                .mapToObj(it -> of("bert@example.com", page("bert", message(it))))
                .toArray(ResolvedEvent[]::new);
    }

    private static String message(int number) {
        return "m%06d".formatted(number);
    }

    private static ResolvedEvent.Builder page(String profile, String messageId) {
        return TopologyRun.event(profile, messageId, "2026-03-10T10:00:00Z", "Page Viewed", "{}");
    }

    private static ResolvedEvent order(String profile, String messageId) {
        return TopologyRun.event(profile, messageId, "2026-03-09T10:00:00Z", "Order Completed", "{\"revenue\":10}")
                .build();
    }

    private static ResolvedEvent of(String email, ResolvedEvent.Builder event) {
        return event.addIdentifiers(TopologyRun.digest(email)).build();
    }
}
