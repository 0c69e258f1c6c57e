package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.SuppressionEffect;
import io.tributary.contracts.v1.SuppressionEntry;
import io.tributary.contracts.v1.TenantLimits;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.privacy.PrivateAction;
import io.tributary.ingestion.privacy.PrivateField;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.OwnLimits;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Brings records of the compacted topics into the views that the door reads. Idempotent: each is a whole state. */
public final class DoorRecords {

    // The one kind for which a person may not even be taken in. Every other, a legal opt-out from messages too, only
    // keeps
    // messages from going out; whom a privacy request suppresses comes with that request.
    private static final String ERASURE = "erasure";

    private final WriteKeys keys;
    private final Tenants tenants;
    private final DoorList doorList;
    private final PlanIndex plans;

    public DoorRecords(WriteKeys keys, Tenants tenants, DoorList doorList, PlanIndex plans) {
        this.keys = keys;
        this.tenants = tenants;
        this.doorList = doorList;
        this.plans = plans;
    }

    /** Returns whether the record made sense; one that does not changes nothing. */
    boolean apply(ConsumerRecord<String, byte @Nullable []> record) {
        try {
            var topic = record.topic();
            if (topic.equals(Topic.TENANTS.wireName())) {
                return tenant(record);
            }
            if (topic.equals(Topic.SOURCES.wireName())) {
                return source(record);
            }
            if (topic.equals(Topic.TRACKING_PLANS.wireName())) {
                return plan(record);
            }
            return topic.equals(Topic.SUPPRESSIONS.wireName()) && subject(record);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean source(ConsumerRecord<String, byte @Nullable []> record) throws InvalidProtocolBufferException {
        byte[] value = record.value();
        // A source is disabled, never deleted: a tombstone has nothing to tell.
        if (value == null) {
            return true;
        }
        var source = KafkaSourceFeed.read(value);
        boolean own = RecordKey.parse(record.key()).tenant().equals(source.tenant());
        if (own) {
            keys.put(source);
        }
        return own;
    }

    private boolean plan(ConsumerRecord<String, byte @Nullable []> record) throws InvalidProtocolBufferException {
        byte[] value = record.value();
        // A plan is disabled, never deleted: a tombstone has nothing to tell.
        if (value == null) {
            return true;
        }
        var plan = KafkaPlanFeed.read(value);
        return RecordKey.parse(record.key()).equals(KafkaPlanFeed.key(plan)) && plans.take(plan);
    }

    /** Tenants belong to the installation: the key's own part names the tenant. */
    private boolean tenant(ConsumerRecord<String, byte @Nullable []> record) throws InvalidProtocolBufferException {
        var key = RecordKey.parse(record.key());
        if (!key.tenant().equals(RecordKey.PLATFORM)) {
            return false;
        }
        var tenant = key.own();
        byte[] value = record.value();
        if (value == null) {
            tenants.forget(tenant);
            return true;
        }
        var wire = TenantRecord.parseFrom(value);
        if (!wire.getTenant().equals(tenant)) {
            return false;
        }
        var privateFields = privateFields(wire);
        if (privateFields == null) {
            return false;
        }
        tenants.put(new TenantState(
                tenant,
                wire.getStatus() == TenantStatus.SUSPENDED || wire.getStatus() == TenantStatus.DELETED,
                wire.getLimits().getEventsPerSecond(),
                limits(wire.getLimits()),
                privateFields,
                wire.getRegion(),
                !wire.getKeepsDeviceTime()));
        return true;
    }

    private static OwnLimits limits(TenantLimits wire) {
        return new OwnLimits(
                wire.getEventBytes(),
                wire.getBatchBytes(),
                wire.getBatchEvents(),
                wire.getNesting(),
                wire.getMembers());
    }

    /** Null when an action is not known here: to keep what should go would be worse than to keep the state before. */
    private static @Nullable PrivateFields privateFields(TenantRecord wire) {
        var fields = new ArrayList<PrivateField>();
        for (var field : wire.getPrivateFieldsList()) {
            var action = switch (field.getAction()) {
                case DROP -> PrivateAction.DROP;
                case HASH -> PrivateAction.HASH;
                case PRIVATE_ACTION_UNSPECIFIED, UNRECOGNIZED -> null;
            };
            if (action == null) {
                return null;
            }
            fields.add(new PrivateField(field.getPath(), action));
        }
        return PrivateFields.of(fields);
    }

    /** The key's own part is the digest in hex, after the namespace where the writer puts it in. */
    private boolean subject(ConsumerRecord<String, byte @Nullable []> record) throws InvalidProtocolBufferException {
        var key = RecordKey.parse(record.key());
        byte[] value = record.value();
        if (value == null) {
            var digest = key.own().substring(key.own().lastIndexOf('/') + 1);
            doorList.unblock(key.tenant(), HexFormat.of().parseHex(digest));
            return true;
        }
        var wire = SuppressedSubject.parseFrom(value);
        if (!wire.getTenant().equals(key.tenant())) {
            return false;
        }
        byte[] digest = wire.getDigest().toByteArray();
        var erased = erasure(wire);
        if (erased == null) {
            doorList.unblock(key.tenant(), digest);
        } else {
            doorList.erase(key.tenant(), digest, erased);
        }
        return true;
    }

    private static DoorList.@Nullable Window erasure(SuppressedSubject subject) {
        return subject.getEntriesList().stream()
                .filter(it -> it.getScope().equals("global")
                        && it.getEffect() == SuppressionEffect.BLOCK
                        && it.getKind().equals(ERASURE))
                .map(DoorRecords::window)
                .reduce(DoorRecords::longer)
                .orElse(null);
    }

    private static DoorList.Window window(SuppressionEntry entry) {
        return new DoorList.Window(
                Instant.ofEpochMilli(entry.getFrom()),
                entry.hasUntil() ? Instant.ofEpochMilli(entry.getUntil()) : null);
    }

    private static DoorList.Window longer(DoorList.Window one, DoorList.Window other) {
        var from = one.from().isBefore(other.from()) ? one.from() : other.from();
        var end = one.until();
        var otherEnd = other.until();
        var until = end == null || otherEnd == null ? null : end.isAfter(otherEnd) ? end : otherEnd;
        return new DoorList.Window(from, until);
    }
}
