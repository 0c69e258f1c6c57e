package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reevaluate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairs of an audit: what the topology says about a profile when it is asked to state it anew. */
class ReevaluationTopologyTest {

    @TempDir
    private Path directory;

    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(directory, "2026-03-10T12:00:00Z");
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 in last 30 days");
        run.publish("repeat", 1, "count(\"Order Completed\") >= 2 in last 30 days");
        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.memberships();
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void statesEveryStandingAndWhatWasNamedThoughNothingChanged() {
        restate("anna", 0, "repeat", "buyers");

        assertThat(run.memberships())
                .containsExactlyInAnyOrder(
                        "in buyers@1 anna 2026-03-10T11:00:00Z AUDIT", "out repeat@1 anna 2026-03-10T12:00:00Z AUDIT");
    }

    @Test
    void saysNothingWhenNothingChangedAndNobodyAskedForIt() {
        run.command("anna", ProfileCommand.newBuilder().setReevaluate(Reevaluate.getDefaultInstance()));

        assertThat(run.memberships()).isEmpty();
    }

    @Test
    void statesWithVersionsAboveThoseOfAWrongCopy() throws InvalidProtocolBufferException {
        restate("anna", 900, "buyers");

        var stated = run.read(Topic.MEMBERSHIPS);

        assertThat(stated).hasSize(1);
        assertThat(Membership.parseFrom(stated.getFirst().value).getStateVersion())
                .isGreaterThan(900);
        assertThat(run.state("anna").orElseThrow().stateVersion()).isGreaterThan(900);
    }

    @Test
    void believesNoVersionThatLeavesNoRoomAboveIt() {
        restate("anna", Long.MAX_VALUE, "buyers");

        assertThat(run.state("anna").orElseThrow().stateVersion()).isBetween(1L, 100L);
    }

    @Test
    void isAnotherStateEachTimeSoThatTheDocumentIsWrittenAgain() {
        restate("anna", 0);
        restate("anna", 0);

        assertThat(run.state("anna").orElseThrow().restated()).isEqualTo(2);
    }

    @Test
    void takesRecordsOfSegmentsAndProfilesAwayThatAreNot() {
        restate("anna", 0, "ghost-segment");
        restate("ghost", 0, "buyers");

        assertThat(run.memberships())
                .containsExactlyInAnyOrder(
                        "in buyers@1 anna 2026-03-10T11:00:00Z AUDIT",
                        "gone acme/anna/ghost-segment",
                        "gone acme/ghost/buyers");
        assertThat(run.state("ghost")).isEmpty();
    }

    @Test
    void statesNobodyWhosePastIsStillRead() {
        run.split("anna", 4, Map.of("anna@example.com", "anna", "bert@example.com", "bert"));
        run.memberships();

        restate("anna", 900, "buyers");

        assertThat(run.memberships()).isEmpty();
        assertThat(run.state("anna").orElseThrow().restated()).isEqualTo(1);
        run.past(
                "anna",
                4,
                TopologyRun.event("anna", "m1", "2026-03-10T11:00:00Z", "Order Completed", "{}")
                        .build());
        assertThat(run.memberships()).anyMatch(it -> it.startsWith("in buyers@1 anna"));
    }

    private void restate(String profile, long above, String... segments) {
        run.command(
                profile,
                ProfileCommand.newBuilder()
                        .setReevaluate(Reevaluate.newBuilder()
                                .setEmitUnchanged(true)
                                .addAllSegmentKeys(List.of(segments))
                                .setAboveVersion(above)));
    }
}
