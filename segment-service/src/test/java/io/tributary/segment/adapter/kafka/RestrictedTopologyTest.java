package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restricted person is kept and remembered on, and is in nothing until the restriction is lifted. */
class RestrictedTopologyTest {

    @TempDir
    private Path directory;

    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(directory, "2026-03-10T12:00:00Z");
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 in last 30 days");
        run.publish("repeat", 1, "count(\"Order Completed\") >= 2 in last 30 days");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void leavesEverythingAtOnceAndIsJudgedAnewWhenItIsLifted() {
        order("m1");
        run.memberships();

        restricted("anna", 2, true);
        var left = run.memberships();
        order("m2");
        run.pass(Duration.ofHours(1));
        var meanwhile = run.memberships();
        restricted("anna", 3, false);

        assertThat(left).containsExactly("out buyers@1 anna 2026-03-10T12:00:00Z RESTRICTED");
        assertThat(meanwhile).isEmpty();
        assertThat(run.count("anna", "Order Completed")).isEqualTo(2);
        assertThat(run.memberships())
                .containsExactlyInAnyOrder(
                        "in buyers@1 anna 2026-03-10T12:00:00Z CONTACT",
                        "in repeat@1 anna 2026-03-10T11:00:00Z CONTACT");
        assertThat(run.counts()).isEqualTo(new Tally(2, 2, 0, 0));
    }

    @Test
    void isSaidOnceHoweverOftenItIsToldAndNotUndoneByAnOlderContact() {
        order("m1");
        run.memberships();

        restricted("anna", 5, true);
        restricted("anna", 5, true);
        restricted("anna", 4, false);
        run.look();

        assertThat(run.memberships()).containsExactly("out buyers@1 anna 2026-03-10T12:00:00Z RESTRICTED");
        assertThat(run.state("anna").orElseThrow().restricted()).isTrue();
    }

    @Test
    void entersNothingWhenTheRestrictionCameBeforeTheFirstEventOrBeforeADefinition() {
        restricted("anna", 2, true);
        order("m1");
        run.publish("late", 1, "count(\"Order Completed\") >= 1 ever");
        run.pass(Duration.ofDays(40));

        assertThat(run.memberships()).isEmpty();
        assertThat(run.stored(SegmentTopology.TIMER_STORE))
                .as("no timer is armed")
                .isZero();
    }

    @Test
    void takesTheRestrictionToTheSurvivorUntilIdentityHasSaidWhatHolds() {
        order("m1");
        restricted("anna", 3, true);
        run.order("bert", "m2", "2026-03-10T11:00:00Z", 10);
        restricted("bert", 2, false);
        run.memberships();

        run.merge("anna", "bert", 7);

        assertThat(run.memberships()).contains("out buyers@1 bert 2026-03-10T12:00:00Z RESTRICTED");
        assertThat(run.state("bert").orElseThrow().restricted()).isTrue();
        restricted("bert", 8, false);
        assertThat(run.state("bert").orElseThrow().restricted()).isFalse();
    }

    @Test
    void leavesAtOnceAlsoWhileItsPastIsRead() {
        order("m1");
        run.memberships();
        run.split("anna", 4, Map.of("anna@example.com", "anna", "bert@example.com", "bert"));

        restricted("anna", 5, true);
        var left = run.memberships();
        run.past(
                "anna",
                4,
                TopologyRun.event("anna", "m1", "2026-03-10T11:00:00Z", "Order Completed", "{}")
                        .build());

        assertThat(left).containsExactly("out buyers@1 anna 2026-03-10T12:00:00Z RESTRICTED");
        assertThat(run.memberships()).noneMatch(it -> it.startsWith("in "));
        assertThat(run.count("anna", "Order Completed")).isEqualTo(1);
    }

    private void order(String messageId) {
        run.order("anna", messageId, "2026-03-10T11:00:00Z", 10);
    }

    private void restricted(String profile, long version, boolean restricted) {
        run.send(
                Topic.CONTACTS,
                profile,
                ContactRecord.newBuilder()
                        .setContact(Contact.newBuilder()
                                .setTenant("acme")
                                .setProfileId(profile)
                                .setVersion(version)
                                .setRestricted(restricted))
                        .build());
    }
}
