package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.segment.tenant.Tenants;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Tenants} current from the compacted topic. */
public final class TenantFeed {

    private static final Logger LOG = LoggerFactory.getLogger(TenantFeed.class);

    private final Tenants tenants;
    private final CompactedView view;

    public TenantFeed(KafkaClients clients, Tenants tenants) {
        this.tenants = tenants;
        this.view = new CompactedView(clients, Topic.TENANTS, this::take);
    }

    public void start() {
        view.start();
    }

    public boolean isRunning() {
        return view.isRunning();
    }

    /** Whether the topic has been read to its end at least once. */
    public boolean isCurrent() {
        return view.isCurrent();
    }

    public void stop() throws InterruptedException {
        view.stop();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                tenants.forget(RecordKey.parse(record.key()).own());
            } else {
                put(TenantRecord.parseFrom(record.value()));
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            LOG.warn("a tenant record cannot be read partition={} offset={}", record.partition(), record.offset());
        }
    }

    private void put(TenantRecord tenant) {
        tenants.put(
                tenant.getTenant(),
                new Tenants.Standing(zone(tenant.getTimeZone()), isRefused(tenant.getStatus()), tenant.getRegion()));
    }

    private static boolean isRefused(TenantStatus status) {
        return status == TenantStatus.SUSPENDED || status == TenantStatus.DELETED;
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
