package io.tributary.gateway.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.PrivateAction;
import io.tributary.contracts.v1.PrivateField;
import io.tributary.contracts.v1.TenantLimits;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.gateway.tenant.Tenant;
import io.tributary.gateway.tenant.TenantAnnouncements;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/**
 * Publishes tenants whose latest revision is not out yet: at least once, marked only after the broker has it. Called
 * again and again by one thread.
 */
public final class TenantRecords {

    private static final Logger LOG = LoggerFactory.getLogger(TenantRecords.class);
    private static final int BATCH = 100;
    private static final int SEND_SECONDS = 10;

    private record Sent(Tenant tenant, CompletableFuture<SendResult<String, byte[]>> result) {}

    private final TenantAnnouncements announcements;
    private final KafkaTemplate<String, byte[]> kafka;

    public TenantRecords(TenantAnnouncements announcements, KafkaTemplate<String, byte[]> kafka) {
        this.announcements = announcements;
        this.kafka = kafka;
    }

    /** Publishes one batch; what the broker does not take stays for the next call. */
    public void publishPending() {
        var sent = new ArrayList<Sent>();
        for (var tenant : announcements.pending(BATCH)) {
            sent.add(new Sent(tenant, kafka.send(record(tenant))));
        }
        for (var one : sent) {
            if (arrived(one)) {
                announcements.announced(one.tenant());
            }
        }
    }

    private static boolean arrived(Sent sent) {
        try {
            sent.result().get(SEND_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "the record of tenant {} is not published yet",
                    sent.tenant().key());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProducerRecord<String, byte[]> record(Tenant tenant) {
        var key = new RecordKey(RecordKey.PLATFORM, tenant.key()).text();
        return new ProducerRecord<>(
                Topic.TENANTS.wireName(), key, toWire(tenant).toByteArray());
    }

    static TenantRecord toWire(Tenant tenant) {
        var settings = tenant.settings();
        var limits = settings.limits();
        return TenantRecord.newBuilder()
                .setTenant(tenant.key())
                .setName(settings.name())
                .setStatus(status(tenant))
                .setTimeZone(settings.timeZone())
                .setRegion(settings.region())
                .setLimits(TenantLimits.newBuilder()
                        .setEventsPerSecond(limits.eventsPerSecond())
                        .setEventBytes(limits.eventBytes())
                        .setBatchBytes(limits.batchBytes())
                        .setBatchEvents(limits.batchEvents())
                        .setNesting(limits.nesting())
                        .setMembers(limits.members()))
                .setRevision(tenant.revision())
                .addAllPrivateFields(settings.privateFields().stream()
                        .map(TenantRecords::toWire)
                        .toList())
                .setKeepsDeviceTime(!settings.correctsSkew())
                .build();
    }

    private static PrivateField toWire(io.tributary.gateway.tenant.PrivateField field) {
        var action = switch (field.action()) {
            case DROP -> PrivateAction.DROP;
            case HASH -> PrivateAction.HASH;
        };
        return PrivateField.newBuilder().setPath(field.path()).setAction(action).build();
    }

    private static TenantStatus status(Tenant tenant) {
        return switch (tenant.status()) {
            case PROVISIONING -> TenantStatus.TENANT_STATUS_UNSPECIFIED;
            case ACTIVE -> TenantStatus.ACTIVE;
            case SUSPENDED -> TenantStatus.SUSPENDED;
            case DELETED -> TenantStatus.DELETED;
        };
    }
}
