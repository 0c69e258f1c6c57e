package io.tributary.gateway.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.topic.Topic;
import io.tributary.gateway.tenant.FirstEvents;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FirstEventWatchTest {

    private static final TopicPartition LIVE = new TopicPartition(Topic.EVENTS.wireName(), 0);
    private static final TopicPartition BULK = new TopicPartition(Topic.EVENTS_BULK.wireName(), 0);

    /** Tenants that wait, in memory. */
    private static final class Waiting implements FirstEvents {

        private final Map<String, Instant> awaited = new HashMap<>();

        @Override
        public Map<String, Instant> awaited() {
            return Map.copyOf(awaited);
        }

        @Override
        public void seen(String tenant) {
            awaited.remove(tenant);
        }
    }

    /** The mock cannot look up times: every partition has nothing since then. */
    private static final class TimedConsumer extends MockConsumer<String, byte[]> {

        TimedConsumer() {
            super("earliest");
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            return Map.of();
        }
    }

    private final Waiting waiting = new Waiting();
    private final MockConsumer<String, byte[]> consumer = consumer();
    private final FirstEventWatch watch = new FirstEventWatch(waiting, () -> consumer);

    private static MockConsumer<String, byte[]> consumer() {
        var consumer = new TimedConsumer();
        for (var partition : List.of(LIVE, BULK)) {
            consumer.updatePartitions(
                    partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, 0L));
        }
        return consumer;
    }

    @Test
    void notesTheFirstEventOfWhoWaits() {
        waiting.awaited.put("acme", Instant.EPOCH);
        waiting.awaited.put("globex", Instant.EPOCH);
        watch.look();
        consumer.addRecord(new ConsumerRecord<>(LIVE.topic(), 0, 0, "acme/ab", new byte[0]));
        consumer.addRecord(new ConsumerRecord<>(BULK.topic(), 0, 0, "other/cd", new byte[0]));

        watch.look();

        assertThat(waiting.awaited).containsOnlyKeys("globex");
    }

    @Test
    void readsNothingWhenNobodyWaits() {
        watch.look();

        assertThat(consumer.assignment()).isEmpty();
    }

    @Test
    void passesOverKeysThatNameNoTenant() {
        waiting.awaited.put("acme", Instant.EPOCH);
        watch.look();
        consumer.addRecord(new ConsumerRecord<>(LIVE.topic(), 0, 0, "nonsense", new byte[0]));
        consumer.addRecord(new ConsumerRecord<>(LIVE.topic(), 0, 1, "_/acme", new byte[0]));

        watch.look();

        assertThat(waiting.awaited).containsOnlyKeys("acme");
    }
}
