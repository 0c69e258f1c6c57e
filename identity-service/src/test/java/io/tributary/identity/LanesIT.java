package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.embedded.SharedBackends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Live and bulk events on a real broker: which lane waits for which, and for whom. */
class LanesIT {

    private static final Duration BOUND = Duration.ofSeconds(30);

    /** The gate looks once a second at an empty lane: so many that a fast machine has not resolved half of them by then. */
    private static final int BULK = 24_000;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = Bed.get();
    }

    @Test
    void resolvesTheBulkLaneWhenTheLiveLaneIsCurrent() {
        // given
        var events = List.of(
                event("bulky", "browse", 1).setAnonymousId("laptop").build(),
                event("bulky", "log-in", 2)
                        .setType(CallType.IDENTIFY)
                        .setAnonymousId("laptop")
                        .setUserId("user")
                        .build());

        // when
        bed.send(Topic.EVENTS_BULK, events);

        // then
        await().atMost(BOUND).until(() -> bed.resolved("bulky").size() == events.size());
        assertThat(new HashSet<>(bed.resolved("bulky").values())).hasSize(1);
    }

    @Test
    void letsTheBulkLaneRestWhileSomebodyIsBehindAndNeverTheLiveLane() {
        // given
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                SharedBackends.kafkaBootstrap(),
                "group.id",
                "slow-reader",
                "enable.auto.commit",
                "false");
        var behind = bed.service.getBean(MeterRegistry.class).get("cdp.lane.lag.behind");
        var bulk = new ArrayList<AcceptedEvent>();
        for (int i = 0; i < BULK; i++) {
            bulk.add(event("patient", "bulk-" + i, 1).setUserId("u" + i).build());
        }
        try (var reader = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            reader.subscribe(List.of(Topic.RESOLVED_EVENTS.wireName()));
            await().atMost(BOUND).until(() -> {
                reader.poll(Duration.ofMillis(200));
                return reader.assignment().size() == Bed.PARTITIONS;
            });
            var ends = reader.endOffsets(reader.assignment());
            var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
            ends.forEach((partition, end) -> committed.put(partition, new OffsetAndMetadata(end)));
            reader.commitSync(committed);
            bed.send(
                    Topic.EVENTS,
                    List.of(event("patient", "live-0", 1).setUserId("v0").build()));
            await().atMost(BOUND).until(() -> behind.gauge().value() >= 1);

            // when
            bed.send(Topic.EVENTS_BULK, bulk);

            // then
            await().atMost(BOUND).until(() -> behind.gauge().value() > 1_000);
            bed.send(
                    Topic.EVENTS,
                    List.of(event("patient", "live-1", 1).setUserId("v1").build()));
            await().atMost(BOUND).until(() -> bed.resolved("patient").containsKey("live-1"));
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> written(reader) - total(ends) < BULK / 2);
        }
        // Its members are gone, as those of a service that restarts: it counts on.
        await().during(Duration.ofSeconds(7))
                .atMost(Duration.ofSeconds(9))
                .until(() -> bed.resolved("patient").size() < BULK / 2);

        forget("slow-reader");
        await().atMost(BOUND.multipliedBy(4))
                .until(() -> bed.resolved("patient").size() == BULK + 2);
    }

    private static void forget(String group) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", SharedBackends.kafkaBootstrap()))) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long written(KafkaConsumer<String, byte[]> reader) {
        return total(reader.endOffsets(reader.assignment()));
    }

    private static long total(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
