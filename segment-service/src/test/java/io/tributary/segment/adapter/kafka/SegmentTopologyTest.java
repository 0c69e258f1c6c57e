package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.ChannelReach;
import io.tributary.contracts.v1.Consent;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.Erased;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.Heartbeat;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.Reevaluate;
import io.tributary.contracts.v1.ResolvedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTopologyTest {

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
    void entersWithTheEventThatMakesTheRuleTrue() {
        run.publish("repeat", 3, "count(\"Order Completed\") >= 2 in last 30 days");

        run.order("anna", "m1", "2026-03-09T08:00:00Z", 10);
        run.order("anna", "m2", "2026-03-10T11:59:58.700Z", 10);

        assertThat(run.memberships()).containsExactly("in repeat@3 anna 2026-03-10T11:59:58Z EVENT m2");
        assertThat(run.counts()).isEqualTo(new Tally(2, 2, 0, 0));
    }

    @Test
    void countsAMessageOnceAlthoughItsCopiesWereResolvedToTwoPeople() {
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 ever");

        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.order("bert", "m1", "2026-03-10T11:00:00Z", 10);

        assertThat(run.memberships()).containsExactly("in buyers@1 anna 2026-03-10T11:00:00Z EVENT m1");
        assertThat(run.counts()).isEqualTo(new Tally(3, 1, 2, 0));
    }

    @Test
    void leavesAtTheMidnightThatEndsTheWindow() {
        run.zone("Europe/Berlin");
        run.publish("recent", 1, "count(\"Order Completed\") >= 1 in last 30 days");
        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.memberships();

        run.pass(Duration.ofDays(29));
        var before = run.memberships();
        run.pass(Duration.ofDays(2));

        // Clocks went forward on 29 March: midnight in Berlin is an hour earlier in UTC than it was.
        assertThat(before).isEmpty();
        assertThat(run.memberships()).containsExactly("out recent@1 anna 2026-04-08T22:00:00Z CLOCK");
    }

    @Test
    void firesEachBoundAtItsOwnInstantWhenTheClockJumps() {
        run.publish("lapsing", 1, "count(\"Order Completed\") >= 1 between 20 and 10 days ago");
        run.publish("rolling", 1, "count(\"Order Completed\") >= 1 in last 36 hours");
        run.publish(
                "silent", 1, "count(\"Order Completed\") = 0 in last 30 days and count(\"Order Completed\") >= 1 ever");
        run.order("anna", "m1", "2026-03-10T12:00:00Z", 10);
        run.memberships();

        run.pass(Duration.ofDays(60));

        assertThat(run.memberships())
                .containsExactly(
                        "out rolling@1 anna 2026-03-12T00:00:00Z CLOCK",
                        "in lapsing@1 anna 2026-03-21T00:00:00Z CLOCK",
                        "out lapsing@1 anna 2026-03-31T00:00:00Z CLOCK",
                        "in silent@1 anna 2026-04-09T00:00:00Z CLOCK");
        assertThat(run.stored(SegmentTopology.TIMER_STORE)).isEqualTo(0);
    }

    @Test
    void judgesALateEventByItsOwnTime() {
        run.publish("recent", 1, "count(\"Order Completed\") >= 2 in last 30 days");
        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);

        run.order("anna", "m2", "2026-01-10T11:00:00Z", 10);
        run.order("anna", "m3", "2026-02-20T11:00:00Z", 10);

        assertThat(run.memberships()).containsExactly("in recent@1 anna 2026-03-10T11:00:00Z EVENT m3");
    }

    @Test
    void waitsForAnEventThatIsDatedInTheFuture() {
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 in last 30 days");

        run.order("anna", "m1", "2026-03-10T14:00:00Z", 10);
        var early = run.memberships();
        run.pass(Duration.ofHours(3));

        assertThat(early).isEmpty();
        assertThat(run.memberships()).containsExactly("in buyers@1 anna 2026-03-10T14:00:00Z CLOCK");
    }

    @Test
    void reachesTheSameStateInAnyOrder() {
        run.publish("big", 1, "sum(\"Order Completed\".value) >= 100 in last 30 days");

        run.order("anna", "m1", "2026-03-01T10:00:00Z", 60.5);
        run.order("anna", "m2", "2026-03-09T10:00:00Z", 39.5);
        run.order("bert", "m4", "2026-03-09T10:00:00Z", 39.5);
        run.order("bert", "m3", "2026-03-01T10:00:00Z", 60.5);

        var anna = run.state("anna").orElseThrow();
        var bert = run.state("bert").orElseThrow();
        assertThat(anna.activity().all()).isEqualTo(bert.activity().all());
        assertThat(anna.activity().totals()).isEqualTo(bert.activity().totals());
        assertThat(anna.memberships()).isEqualTo(bert.memberships());
    }

    @Test
    void setsAsideWhatCannotBeReadAndGoesOn() {
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 ever");
        var foreign = TopologyRun.event("anna", "m1", "2026-03-10T11:00:00Z", "Order Completed", "{}");
        foreign.getEventBuilder().setTenant("other");
        var broken = TopologyRun.event("anna", "m2", "2026-03-10T11:00:00Z", "Order Completed", "{\"revenue\":");

        run.sendRaw(Topic.RESOLVED_EVENTS, "acme/m0", TopologyRun.bytes("\u0001nonsense"));
        run.sendRaw(Topic.RESOLVED_EVENTS, "acme/m0", null);
        run.sendRaw(Topic.RESOLVED_EVENTS, "acme/m1", foreign.build().toByteArray());
        run.resolved(broken.build());
        run.sendRaw(Topic.PROFILE_COMMANDS, "acme/anna", TopologyRun.bytes("\u0001nonsense"));
        run.sendRaw(Topic.CONTACTS, "acme/anna", null);
        run.order("anna", "m3", "2026-03-10T11:00:00Z", 10);

        assertThat(run.memberships()).hasSize(1);
        assertThat(run.counts()).isEqualTo(new Tally(5, 1, 0, 4));
        assertThat(run.badRows())
                .containsExactly(
                        "unreadable-resolved-event",
                        "unreadable-resolved-event",
                        "unreadable-resolved-event",
                        "unreadable-input",
                        "unreadable-input");
    }

    @Test
    void movesTheLoserToTheSurvivorAndStatesWhatEitherWasIn() {
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 in last 30 days");
        run.publish("repeat", 1, "count(\"Order Completed\") >= 2 in last 30 days");
        run.publish("quiet", 1, "count(\"Order Completed\") < 2 ever");
        run.order("loser", "m1", "2026-03-09T10:00:00Z", 10);
        run.order("survivor", "m2", "2026-03-10T10:00:00Z", 10);
        run.memberships();

        run.merge("loser", "survivor", 7);

        assertThat(run.memberships())
                .containsExactlyInAnyOrder(
                        "out buyers@1 loser 2026-03-10T12:00:00Z MERGED survivor",
                        "out quiet@1 loser 2026-03-10T12:00:00Z MERGED survivor",
                        "in repeat@1 survivor 2026-03-10T10:00:00Z MERGED loser",
                        "in buyers@1 survivor 2026-03-10T10:00:00Z MERGED loser",
                        "out quiet@1 survivor 2026-03-10T12:00:00Z MERGED loser");
        assertThat(run.state("loser")).isEmpty();
        assertThat(run.state("survivor").orElseThrow().absorbed()).containsExactly("loser");
    }

    @Test
    void sendsEventsInFlightAfterTheSurvivor() {
        run.publish("repeat", 1, "count(\"Order Completed\") >= 2 in last 30 days");
        run.order("loser", "m1", "2026-03-09T10:00:00Z", 10);
        run.merge("loser", "middle", 7);
        run.merge("middle", "survivor", 9);
        run.merge("loser", "middle", 7);

        run.order("loser", "m2", "2026-03-10T10:00:00Z", 10);

        assertThat(run.memberships()).containsExactly("in repeat@1 survivor 2026-03-10T10:00:00Z EVENT m2");
        assertThat(run.state("loser")).isEmpty();
        assertThat(run.state("middle")).isEmpty();
        assertThat(run.counts()).isEqualTo(new Tally(2, 2, 0, 0));
    }

    @Test
    void sendsEventsWhereTheirOwnIdentifierWentWhenAProfileIsSplit() {
        run.split("anna", 7, Map.of("anna@example.com", "anna", "bert@example.com", "bert"));
        run.past("anna", 7);
        run.past("bert", 7);

        run.resolved(of("bert@example.com", page("anna", "m1")));
        run.order("anna", "m2", "2026-03-10T10:00:00Z", 10);

        assertThat(run.state("bert").orElseThrow().activity().totals()).containsOnlyKeys("Page Viewed");
        assertThat(run.state("anna").orElseThrow().activity().totals()).containsOnlyKeys("Order Completed");
    }

    @Test
    void forgetsAnErasedPersonAndDropsWhatArrivesLater() {
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 ever");
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        run.memberships();

        run.change(IdentityChange.newBuilder()
                .setTenant("acme")
                .setProfileId("anna")
                .setGraphNumber(7)
                .setErased(Erased.newBuilder())
                .build());
        run.order("anna", "m2", "2026-03-10T10:00:00Z", 10);

        assertThat(run.memberships())
                .containsExactly("out buyers@1 anna 2026-03-10T12:00:00Z ERASED", "gone acme/anna/buyers");
        assertThat(run.state("anna")).isEmpty();
        assertThat(run.counts()).isEqualTo(new Tally(2, 1, 0, 1));
        assertThat(run.stored(SegmentTopology.TIMER_STORE)).isEqualTo(0);
    }

    @Test
    void judgesEveryProfileWhenADefinitionAppearsChangesOrGoes() {
        run.order("anna", "m1", "2026-03-09T10:00:00Z", 100);
        run.order("bert", "m2", "2026-03-09T10:00:00Z", 10);

        run.publish("big", 1, "sum(\"Order Completed\".revenue) >= 50 in last 30 days");
        run.look();
        var published = run.memberships();
        run.publish("big", 2, "sum(\"Order Completed\".revenue) >= 5 in last 30 days");
        run.look();
        var changed = run.memberships();
        run.retire("big", 2, "sum(\"Order Completed\".revenue) >= 5 in last 30 days");
        run.look();

        assertThat(published).containsExactly("in big@1 anna 2026-03-09T10:00:00Z DEFINITION");
        assertThat(changed).containsExactly("in big@2 bert 2026-03-09T10:00:00Z DEFINITION");
        assertThat(run.state("anna").orElseThrow().memberships()).isEmpty();
        assertThat(run.memberships())
                .containsExactly(
                        "out big@2 anna 2026-03-10T12:00:00Z DEFINITION",
                        "out big@2 bert 2026-03-10T12:00:00Z DEFINITION");
        assertThat(run.settings.progress().sweepRemaining()).isEqualTo(0);
    }

    @Test
    void judgesDependantsWithWhatTheyReferTo() {
        run.publish("a_loyal", 1, "segment(\"z_repeat\") and not segment(\"nobody\")");
        run.publish("z_repeat", 1, "count(\"Order Completed\") >= 1 in last 36 hours");

        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        run.pass(Duration.ofDays(2));

        assertThat(run.memberships())
                .containsExactly(
                        "in z_repeat@1 anna 2026-03-10T10:00:00Z EVENT m1",
                        "in a_loyal@1 anna 2026-03-10T10:00:00Z EVENT m1",
                        "out z_repeat@1 anna 2026-03-11T22:00:00Z CLOCK",
                        "out a_loyal@1 anna 2026-03-11T22:00:00Z CLOCK");
    }

    @Test
    void takesTraitsContactsAndVerdictsOver() {
        run.publish("german", 1, "country = \"DE\" and address.city = \"Berlin\"");
        run.publish("mailable", 1, "has identifier email and consent(\"email_marketing\") = granted");
        run.publish("reached", 1, "reachable by email");
        var contact = Contact.newBuilder()
                .setTenant("acme")
                .setProfileId("anna")
                .setVersion(2)
                .addIdentifiers(
                        ContactIdentifier.newBuilder().setNamespace("email").setValue("a@example.com"))
                .addConsents(Consent.newBuilder().setPurpose("email_marketing").setState(ConsentState.GRANTED));
        var older = contact.clone().setVersion(1).clearConsents();

        run.resolved(identify("anna", "m1", "{\"country\":\"DE\",\"address\":{\"city\":\"Berlin\"}}", 2));
        run.resolved(identify("anna", "m0", "{\"country\":\"FR\"}", 1));
        run.send(
                Topic.CONTACTS,
                "anna",
                ContactRecord.newBuilder().setContact(contact).build());
        run.send(
                Topic.CONTACTS,
                "anna",
                ContactRecord.newBuilder().setContact(older).build());
        run.sendRaw(
                Topic.CONTACTS,
                new RecordKey(RecordKey.PLATFORM, "0").text(),
                ContactRecord.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder())
                        .build()
                        .toByteArray());
        run.send(
                Topic.REACHABILITY,
                "anna",
                Reachability.newBuilder()
                        .setTenant("acme")
                        .addChannels(ChannelReach.newBuilder()
                                .setChannel(Channel.EMAIL)
                                .setReachable(true))
                        .build());

        assertThat(run.memberships())
                .containsExactly(
                        "in german@1 anna 2026-03-10T12:00:00Z EVENT m1",
                        "in mailable@1 anna 2026-03-10T12:00:00Z CONTACT",
                        "in reached@1 anna 2026-03-10T12:00:00Z CONTACT");
        assertThat(run.badRows()).isEmpty();
    }

    @Test
    void restatesEverythingWhenAnAuditAsksForIt() {
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 ever");
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        run.memberships();
        long version = run.state("anna").orElseThrow().stateVersion();

        run.send(
                Topic.PROFILE_COMMANDS,
                "anna",
                ProfileCommand.newBuilder()
                        .setTenant("acme")
                        .setReevaluate(Reevaluate.newBuilder().setEmitUnchanged(true))
                        .build());

        assertThat(run.memberships()).containsExactly("in buyers@1 anna 2026-03-10T10:00:00Z AUDIT");
        assertThat(run.state("anna").orElseThrow().stateVersion()).isGreaterThan(version);
    }

    @Test
    void forgetsMessagesAfterTheWindow() {
        run.order("anna", "m1", "2026-03-10T10:00:00Z", 10);
        run.order("anna", "m2", "2026-03-10T10:00:00Z", 10);

        run.pass(Duration.ofHours(23));
        long within = run.stored(SegmentTopology.SEEN_STORE);
        run.pass(Duration.ofHours(2));

        assertThat(within).isEqualTo(2);
        assertThat(run.stored(SegmentTopology.SEEN_STORE)).isEqualTo(0);
    }

    @Test
    void putsMembershipsWhereTheirProfileIs() {
        var membership =
                RecordKey.ofMembership("acme", "0190-anna", "big-spenders").text();
        var profile = new RecordKey("acme", "0190-anna").text();

        int partition = SegmentTopology.partitionOf(membership, 24);

        assertThat(partition).isEqualTo(BuiltInPartitioner.partitionForKey(TopologyRun.bytes(profile), 24));
    }

    private static ResolvedEvent.Builder page(String profile, String messageId) {
        return TopologyRun.event(profile, messageId, "2026-03-10T10:00:00Z", "Page Viewed", "{}");
    }

    private static ResolvedEvent of(String email, ResolvedEvent.Builder event) {
        return event.addIdentifiers(TopologyRun.digest(email)).build();
    }

    private static ResolvedEvent identify(String profile, String messageId, String traits, int secondsBeforeNoon) {
        var at = Instant.parse("2026-03-10T12:00:00Z").minusSeconds(10L - secondsBeforeNoon);
        return ResolvedEvent.newBuilder()
                .setProfileId(profile)
                .setGraphNumber(1)
                .setEvent(AcceptedEvent.newBuilder()
                        .setTenant("acme")
                        .setMessageId(messageId)
                        .setType(CallType.IDENTIFY)
                        .setTimes(EventTimes.newBuilder().setTimestamp(at.toEpochMilli()))
                        .setTraits(ByteString.copyFromUtf8(traits)))
                .build();
    }
}
