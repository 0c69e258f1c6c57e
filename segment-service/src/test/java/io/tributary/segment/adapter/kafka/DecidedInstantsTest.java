package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A membership says from when it holds, and from when it was so for everybody who asked. */
class DecidedInstantsTest {

    @TempDir
    private Path directory;

    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(directory, "2026-03-10T12:00:00Z");
        run.publish("buyers", 1, "count(\"Order Completed\") >= 1 in last 36 hours");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void wasDecidedWhenTheEventCameHoweverLateItIs() {
        run.order("anna", "m1", "2026-03-10T05:00:00Z", 10);

        assertThat(told()).containsExactly("in anna 2026-03-10T05:00:00Z decided 2026-03-10T12:00:00Z");
    }

    @Test
    void wasDecidedAtTheBoundWhenOnlyTimePassedHoweverLateItIsNoticed() {
        run.order("anna", "m1", "2026-03-10T12:00:00Z", 10);
        told();

        run.pass(Duration.ofDays(5));

        assertThat(told()).containsExactly("out anna 2026-03-12T00:00:00Z decided 2026-03-12T00:00:00Z");
    }

    @Test
    void wasDecidedAtTheMergeAlsoForWhatTheOtherHadDoneBefore() {
        run.order("anna", "m1", "2026-03-10T05:00:00Z", 10);
        told();
        run.pass(Duration.ofHours(1));

        run.merge("anna", "bert", 2);
        run.look();

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "out anna 2026-03-10T13:00:00Z decided 2026-03-10T13:00:00Z",
                        "in bert 2026-03-10T05:00:00Z decided 2026-03-10T13:00:00Z");
    }

    private List<String> told() {
        return run.read(Topic.MEMBERSHIPS).stream()
                .map(DecidedInstantsTest::words)
                .toList();
    }

    private static String words(KeyValue<String, byte[]> record) {
        try {
            var it = Membership.parseFrom(record.value);
            return (it.getMember() ? "in " : "out ") + it.getProfileId() + " " + Instant.ofEpochMilli(it.getSince())
                    + " decided " + Instant.ofEpochMilli(it.getDecidedAt());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
