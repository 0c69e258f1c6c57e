package io.tributary.segment.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.ResolvedEvent;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads records by the shape of their topic, refuses those whose tenant is not their key's, and hands them on. */
final class ProfileInbox {

    private final EventFlow events;
    private final GraphChanges changes;
    private final ProfileInputs inputs;
    private final TallyStore counts;
    private final Unreadable unreadable;

    ProfileInbox(
            EventFlow events, GraphChanges changes, ProfileInputs inputs, TallyStore counts, Unreadable unreadable) {
        this.events = events;
        this.changes = changes;
        this.inputs = inputs;
        this.counts = counts;
        this.unreadable = unreadable;
    }

    /** Takes a record from the topic that it came from. */
    void take(Record<String, byte[]> record, String topic) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            // Identity ends a profile by a change record; the tombstone of its contact only tidies the topic.
            return;
        }
        boolean readable = false;
        var tenant = Unreadable.tenantOf(record.key());
        try {
            readable = !tenant.equals(RecordKey.PLATFORM) && read(topic, RecordKey.parse(record.key()), value);
        } catch (InvalidProtocolBufferException e) {
            if (isEvent(topic)) {
                counts.add(tenant, Tally.DROPPED);
            }
        }
        if (!readable && !isHeartbeat(topic, tenant)) {
            unreadable.report(record, "unreadable-input");
        }
    }

    private boolean read(String topic, RecordKey key, byte[] value) throws InvalidProtocolBufferException {
        if (topic.equals(Topic.IDENTITY_CHANGES.wireName())) {
            var change = IdentityChange.parseFrom(value);
            return takes(key, change.getTenant(), () -> changes.take(key, change));
        }
        if (topic.equals(Topic.CONTACTS.wireName())) {
            var record = ContactRecord.parseFrom(value);
            var contact = record.getContact();
            return record.hasHeartbeat() || takes(key, contact.getTenant(), () -> inputs.contact(key, contact));
        }
        if (topic.equals(Topic.REACHABILITY.wireName())) {
            var reachability = Reachability.parseFrom(value);
            return takes(key, reachability.getTenant(), () -> inputs.reachability(key, reachability));
        }
        if (topic.equals(Topic.PROFILE_COMMANDS.wireName())) {
            var command = ProfileCommand.parseFrom(value);
            return takes(key, command.getTenant(), () -> inputs.command(key, command));
        }
        return events.take(key, ResolvedEvent.parseFrom(value));
    }

    private static boolean takes(RecordKey key, String tenant, Runnable take) {
        if (!key.tenant().equals(tenant)) {
            return false;
        }
        take.run();
        return true;
    }

    /** Heartbeats belong to no tenant. */
    private static boolean isHeartbeat(String topic, String tenant) {
        return tenant.equals(RecordKey.PLATFORM) && topic.equals(Topic.CONTACTS.wireName());
    }

    private static boolean isEvent(String topic) {
        return topic.endsWith(SegmentTopology.REPARTITION_SUFFIX);
    }
}
