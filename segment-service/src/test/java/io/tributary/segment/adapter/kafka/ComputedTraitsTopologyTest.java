package io.tributary.segment.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ComputedTraitRecord;
import io.tributary.contracts.v1.SegmentStatus;
import io.tributary.segment.feature.ComputedValue;
import io.tributary.segment.feature.ProfileState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Computed traits in the topology: numbers follow events, time, definitions and merges, and no membership record is made. */
class ComputedTraitsTopologyTest {

    private static final String ORDER_COUNT =
            "{\"event\":\"Order Completed\",\"measure\":\"count\",\"window\":{\"last\":\"2h\"}}";
    private static final String SPENT =
            "{\"event\":\"Order Completed\",\"measure\":{\"sum\":\"revenue\"},\"window\":{\"ever\":true}}";

    @TempDir
    private Path directory;

    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(directory, "2026-03-10T12:00:00Z");
        run.zone("UTC");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void followsEventsAndTheClock() {
        trait("orders", 1, ORDER_COUNT, SegmentStatus.PUBLISHED);
        trait("spent", 1, SPENT, SegmentStatus.PUBLISHED);

        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.order("anna", "m2", "2026-03-10T11:30:00Z", 2.5);
        run.look();
        var first = numbers("anna");
        run.pass(Duration.ofMinutes(70));
        var second = numbers("anna");
        run.pass(Duration.ofHours(5));

        assertThat(first).isEqualTo(Map.of("orders", "2.0@1 11:30", "spent", "12.5@1 11:30"));
        assertThat(second).isEqualTo(Map.of("orders", "1.0@1 13:00", "spent", "12.5@1 11:30"));
        assertThat(numbers("anna")).isEqualTo(Map.of("orders", "0.0@1 13:30", "spent", "12.5@1 11:30"));
        assertThat(run.memberships()).isEmpty();
        assertThat(run.stored(SegmentTopology.TIMER_STORE))
                .as("nothing is due any more")
                .isZero();
    }

    @Test
    void isThereForEverybodyAfterADefinitionAndGoesWithIt() {
        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.order("bert", "m2", "2026-03-10T11:00:00Z", 20);

        trait("spent", 1, SPENT, SegmentStatus.PUBLISHED);
        run.look();
        var defined = numbers("bert");
        trait("spent", 2, ORDER_COUNT, SegmentStatus.PUBLISHED);
        run.look();
        var revised = numbers("bert");
        trait("spent", 2, ORDER_COUNT, SegmentStatus.RETIRED);
        run.look();

        assertThat(defined).isEqualTo(Map.of("spent", "20.0@1 11:00"));
        assertThat(revised).isEqualTo(Map.of("spent", "1.0@2 11:00"));
        assertThat(numbers("anna")).isEmpty();
        assertThat(numbers("bert")).isEmpty();
    }

    @Test
    void countsWhatBothDidAfterAMerge() {
        trait("spent", 1, SPENT, SegmentStatus.PUBLISHED);
        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.order("bert", "m2", "2026-03-10T11:00:00Z", 20);

        run.merge("anna", "bert", 7);
        run.look();

        assertThat(numbers("bert")).isEqualTo(Map.of("spent", "30.0@1 11:00"));
        assertThat(run.state("anna")).isEmpty();
    }

    @Test
    void leavesATenantAloneWhoseRecordNobodyCanRead() {
        run.sendRaw(Topic.COMPUTED_TRAITS, "acme/spent", new byte[] {1, 2, 3});
        trait("odd", 1, "{\"event\":\"A\"}", SegmentStatus.PUBLISHED);
        trait("spent", 1, SPENT, SegmentStatus.PUBLISHED);

        run.order("anna", "m1", "2026-03-10T11:00:00Z", 10);
        run.look();

        assertThat(numbers("anna").keySet()).containsExactly("spent");
    }

    private void trait(String key, int version, String measure, SegmentStatus status) {
        run.send(
                Topic.COMPUTED_TRAITS,
                key,
                ComputedTraitRecord.newBuilder()
                        .setTenant("acme")
                        .setKey(key)
                        .setVersion(version)
                        .setStatus(status)
                        .setMeasure(ByteString.copyFromUtf8(measure))
                        .build());
    }

    /** As {@code <number>@<version> <since>}. */
    private SortedMap<String, String> numbers(String profile) {
        var numbers = new TreeMap<String, String>();
        run.state(profile)
                .map(ProfileState::computed)
                .ifPresent(all -> all.forEach((key, it) -> numbers.put(key, words(it))));
        return numbers;
    }

    private static String words(ComputedValue it) {
        return it.value() + "@" + it.version() + " "
                + Instant.ofEpochMilli(it.since()).toString().substring(11, 16);
    }
}
