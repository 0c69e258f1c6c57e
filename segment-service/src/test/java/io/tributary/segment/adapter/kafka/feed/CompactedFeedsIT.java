package io.tributary.segment.adapter.kafka.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.segment.tenant.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept in memory from compacted topics of a real broker. */
class CompactedFeedsIT {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init")
    private static KafkaClients clients;

    @BeforeAll
    static void topics() throws InterruptedException {
        SharedBackends.get(ServerKind.KAFKA);
        clients = new KafkaClients(SharedBackends.kafkaBootstrap());
        new TopicsReady(clients, PARTITIONS, 1).await(PATIENCE);
    }

    /** Whoever writes such a record must not blind every service to all that comes after it. */
    @Test
    void passesOverARecordWhoseKeyIsNone() throws ExecutionException, InterruptedException {
        var tenants = new Tenants();
        var tenant = "t" + UUID.randomUUID();
        // A tombstone and the tenant go to one partition, so the one is read before the other.
        send("no-tenant-" + tenant, null);
        send(
                new RecordKey(RecordKey.PLATFORM, tenant).text(),
                TenantRecord.newBuilder()
                        .setTenant(tenant)
                        .setStatus(TenantStatus.SUSPENDED)
                        .build()
                        .toByteArray());
        var feed = new TenantFeed(clients, tenants);

        feed.start();

        try {
            await().atMost(PATIENCE).until(() -> tenants.refuses(tenant));
            await().atMost(PATIENCE).until(feed::isCurrent);
            assertThat(feed.isRunning()).isTrue();
        } finally {
            feed.stop();
        }
    }

    private static void send(String key, byte @Nullable [] value) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", SharedBackends.kafkaBootstrap()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.TENANTS.wireName(), 0, key, value))
                    .get();
        }
    }
}
