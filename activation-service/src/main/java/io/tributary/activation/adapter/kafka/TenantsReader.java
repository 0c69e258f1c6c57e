package io.tributary.activation.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.activation.tenant.Tenants;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the tenants' topic from its beginning, without a group: every instance needs all of it. */
public final class TenantsReader {

    private static final Logger LOG = LoggerFactory.getLogger(TenantsReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> settings;
    private final Tenants tenants;
    private final int partitions;

    public TenantsReader(Map<String, Object> settings, Tenants tenants, int partitions) {
        this.settings = Map.copyOf(settings);
        this.tenants = tenants;
        this.partitions = partitions;
    }

    /** Reads until told to stop. */
    public void run(BooleanSupplier stopping) {
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            var all = IntStream.range(0, partitions)
                    .mapToObj(it -> new TopicPartition(Topic.TENANTS.wireName(), it))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!stopping.getAsBoolean()) {
                consumer.poll(POLL).forEach(this::apply);
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> source) {
        if (source.value() == null) {
            return;
        }
        try {
            var tenant = TenantRecord.parseFrom(source.value());
            if (tenant.getStatus() == TenantStatus.ACTIVE) {
                tenants.admit(tenant.getTenant());
            } else {
                tenants.refuse(tenant.getTenant());
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("tenant record is unreadable partition={} offset={}", source.partition(), source.offset());
        }
    }
}
