package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.Erased;
import io.tributary.contracts.v1.ForgetTraits;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.Reevaluate;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.contracts.v1.SaidTrait;
import io.tributary.contracts.v1.Score;
import io.tributary.contracts.v1.Trace;
import io.tributary.contracts.v1.Traced;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an erased person, whatever arrives before, after, twice or out of order: nothing. */
class ErasedTopologyTest {

    private static final Map<String, String> APART = Map.of("anna@example.com", "anna", "bert@example.com", "bert");

    @TempDir
    private Path directory;

    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(directory, "2026-03-10T12:00:00Z");
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 in last 30 days");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void dropsWhatArrivesLaterWhateverItsGraphNumberAndTellsTheIndex() {
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        erase("anna", 7);
        run.commands();

        run.resolved(order("anna", "late", 3));
        run.resolved(order("anna", "raced", 9));

        assertThat(run.state("anna")).isEmpty();
        assertThat(run.counts()).isEqualTo(new Tally(3, 1, 0, 2));
        assertThat(run.commands())
                .extracting(it -> it.getReassign().getMessageIds(0) + " "
                        + it.getReassign().getErased())
                .containsExactly("late true", "raced true");
    }

    @Test
    void leavesEveryMembershipAndThenTakesItsRecordsBackAlsoThoseOfSegmentsThatWereRetired() {
        run.publish("old", 1, "count(\"Order Completed\") >= 1 ever");
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        run.retire("old", 1, "count(\"Order Completed\") >= 1 ever");
        run.look();
        run.memberships();

        erase("anna", 7);

        assertThat(run.memberships())
                .containsExactly(
                        "out buyers@1 anna 2026-03-10T12:00:00Z ERASED", "gone acme/anna/buyers", "gone acme/anna/old");
        assertThat(run.stored(SegmentTopology.TIMER_STORE)).isZero();
    }

    @Test
    void takesBackTheRecordsOfAnIdThatHadBeenMergedAway() {
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        run.merge("anna", "bert", 5);
        run.memberships();

        erase("anna", 7);

        assertThat(run.memberships()).containsExactly("gone acme/anna/buyers");
    }

    @Test
    void doesNothingMoreWhenTheErasureIsToldTwice() {
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        erase("anna", 7);
        run.memberships();

        erase("anna", 7);

        assertThat(run.memberships()).isEmpty();
    }

    @Test
    void isNotBroughtBackByAnythingElseThatIsSaidAboutTheId() {
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        erase("anna", 7);
        run.memberships();

        contact("anna", 9);
        run.send(
                Topic.REACHABILITY,
                "anna",
                Reachability.newBuilder().setTenant("acme").setProfileId("anna").build());
        run.command(
                "anna", ProfileCommand.newBuilder().setScore(Score.newBuilder().setName("clv")));
        run.command("anna", ProfileCommand.newBuilder().setReevaluate(Reevaluate.newBuilder()));
        run.sendRaw(Topic.CONTACTS, new RecordKey("acme", "anna").text(), null);
        run.sendRaw(Topic.IDENTITY_CHANGES, new RecordKey("acme", "anna").text(), null);
        run.look();

        assertThat(run.state("anna")).isEmpty();
        assertThat(run.memberships()).isEmpty();
        assertThat(run.badRows()).isEmpty();
    }

    @Test
    void dropsAProfileThatIsAbsorbedTooLateAndAPastThatComesTooLate() {
        run.order("carl", "m2", "2026-03-10T10:00:00Z", 10);
        run.split("anna", 4, APART);
        erase("bert", 7);
        run.merge("carl", "bert", 6);

        run.past("bert", 4, order("bert", "m1", 4));
        run.look();

        assertThat(run.state("bert")).isEmpty();
        assertThat(run.state("carl")).isEmpty();
        assertThat(trace("bert").getEntries()).isZero();
    }

    @Test
    void neitherMergesNorAsksForAPastWhenTheChangeIsToldAfterTheErasure() {
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        erase("anna", 9);
        run.commands();

        run.split("anna", 5, APART);
        run.merge("anna", "dora", 7);

        assertThat(run.commands())
                .as("only bert asks, who lives")
                .extracting(ProfileCommand::getProfileId)
                .containsExactly("bert");
        run.resolved(of("bert@example.com", order("anna", "m2", 3)));
        assertThat(run.setAside("bert")).isEqualTo(1);
        run.resolved(of("anna@example.com", order("anna", "m3", 8)));
        assertThat(run.state("dora")).isEmpty();
        assertThat(run.state("anna")).isEmpty();
    }

    @Test
    void answersWhatIsKeptBehindEverythingThatWasDone() {
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        var living = trace("anna");

        erase("anna", 7);
        var erased = trace("anna");

        assertThat(living.getKnown()).isTrue();
        assertThat(living.getEntries()).isEqualTo(1);
        assertThat(living.getErasedAt()).isZero();
        assertThat(living.getStateVersion()).isPositive();
        assertThat(erased)
                .isEqualTo(Traced.newBuilder().setToken("t").setErasedAt(7).build());
        assertThat(trace("nobody")).isEqualTo(Traced.newBuilder().setToken("t").build());
    }

    @Test
    void countsWhatIsSetAsideUntilItIsForgotten() {
        run.split("anna", 4, APART);
        run.past("bert", 4, false, order("bert", "m1", 4), order("bert", "m2", 4));
        long kept = trace("bert").getEntries();

        erase("bert", 7);

        assertThat(kept).isEqualTo(2);
        assertThat(trace("bert").getEntries()).isZero();
    }

    @Test
    void forgetsATraitThatNamesSomebodyElseUnlessItWasSaidAnewSince() {
        run.publish("friends", 1, "friend = \"bert@example.com\"");
        run.resolved(identify("anna", "m1", "2026-03-10T10:00:00Z", "bert@example.com"));
        run.resolved(identify("dora", "m2", "2026-03-10T10:00:00Z", "bert@example.com"));
        run.resolved(identify("dora", "m3", "2026-03-10T11:00:00Z", "carl@example.com"));
        run.memberships();

        for (var said : List.of("anna m1", "dora m2")) {
            var words = said.split(" ", -1);
            run.command(
                    words[0],
                    ProfileCommand.newBuilder()
                            .setForgetTraits(ForgetTraits.newBuilder()
                                    .addTraits(SaidTrait.newBuilder()
                                            .setName("friend")
                                            .setMessageId(words[1]))));
        }

        assertThat(run.memberships()).containsExactly("out friends@1 anna 2026-03-10T12:00:00Z AUDIT");
        assertThat(run.state("anna").orElseThrow().traits()).doesNotContainKey("friend");
        assertThat(run.state("dora").orElseThrow().traits()).containsKey("friend");
    }

    private Traced trace(String profile) {
        run.commands();
        run.command(
                profile, ProfileCommand.newBuilder().setTrace(Trace.newBuilder().setToken("t")));
        return run.commands().stream()
                .filter(ProfileCommand::hasTraced)
                .map(ProfileCommand::getTraced)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void contact(String profile, long version) {
        run.send(
                Topic.CONTACTS,
                profile,
                ContactRecord.newBuilder()
                        .setContact(Contact.newBuilder()
                                .setTenant("acme")
                                .setProfileId(profile)
                                .setVersion(version))
                        .build());
    }

    private void erase(String profile, long graphNumber) {
        run.change(IdentityChange.newBuilder()
                .setTenant("acme")
                .setProfileId(profile)
                .setGraphNumber(graphNumber)
                .setErased(Erased.newBuilder().setRequestId("r1"))
                .build());
    }

    private static ResolvedEvent order(String profile, String messageId, long graphNumber) {
        return TopologyRun.event(profile, messageId, "2026-03-09T10:00:00Z", "Order Completed", "{\"revenue\":10}")
                .setGraphNumber(graphNumber)
                .build();
    }

    private static ResolvedEvent of(String email, ResolvedEvent event) {
        return event.toBuilder().addIdentifiers(TopologyRun.digest(email)).build();
    }

    private static ResolvedEvent identify(String profile, String messageId, String at, String friend) {
        var event = TopologyRun.event(profile, messageId, at, "", "");
        event.getEventBuilder()
                .setType(CallType.IDENTIFY)
                .setTraits(ByteString.copyFromUtf8("{\"friend\":\"" + friend + "\"}"));
        return event.build();
    }
}
