package io.tributary.segment;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.ChannelReach;
import io.tributary.contracts.v1.Consent;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MergedInto;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.ReadKeyHash;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.contracts.v1.Score;
import io.tributary.contracts.v1.SourceRecord;
import io.tributary.contracts.v1.SplitApart;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What identity and the gateway would write, and what activation would read, for one tenant. */
final class Traffic implements AutoCloseable {

    private final String bootstrap;
    private final String tenant;
    private final Producer<String, byte[]> producer;

    Traffic(String bootstrap, String tenant) {
        this.bootstrap = bootstrap;
        this.tenant = tenant;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A track call; returns its message id. */
    String track(String profileId, String event, Instant at, String properties) {
        return send(UUID.randomUUID().toString(), profileId, CallType.TRACK, event, at, properties, "");
    }

    void identify(String profileId, Instant at, String traits) {
        send(UUID.randomUUID().toString(), profileId, CallType.IDENTIFY, "", at, "", traits);
    }

    String send(
            String messageId,
            String profileId,
            CallType type,
            String event,
            Instant at,
            String properties,
            String traits) {
        return send(
                AcceptedEvent.newBuilder()
                        .setMessageId(messageId)
                        .setType(type)
                        .setEvent(event)
                        .setTimes(EventTimes.newBuilder()
                                .setTimestamp(at.toEpochMilli())
                                .setReceivedAt(at.toEpochMilli()))
                        .setProperties(ByteString.copyFromUtf8(properties))
                        .setTraits(ByteString.copyFromUtf8(traits)),
                profileId);
    }

    /** Any call, resolved to that profile. */
    String send(AcceptedEvent.Builder call, String profileId) {
        var accepted = call.setTenant(tenant).setSourceId("shop").build();
        var messageId = accepted.getMessageId();
        var resolved = ResolvedEvent.newBuilder()
                .setEvent(accepted)
                .setProfileId(profileId)
                .setGraphNumber(1)
                .build();
        put(Topic.RESOLVED_EVENTS, new RecordKey(tenant, messageId).text(), resolved.toByteArray());
        return messageId;
    }

    /** A track call, resolved at that graph number by one identifier. */
    void trackBy(String identifier, String profileId, long graphNumber, String event, Instant at) {
        var messageId = UUID.randomUUID().toString();
        var accepted = AcceptedEvent.newBuilder()
                .setTenant(tenant)
                .setSourceId("shop")
                .setMessageId(messageId)
                .setType(CallType.TRACK)
                .setEvent(event)
                .setTimes(
                        EventTimes.newBuilder().setTimestamp(at.toEpochMilli()).setReceivedAt(at.toEpochMilli()))
                .setProperties(ByteString.copyFromUtf8("{}"));
        var resolved = ResolvedEvent.newBuilder()
                .setEvent(accepted)
                .setProfileId(profileId)
                .setGraphNumber(graphNumber)
                .addIdentifiers(digest(identifier))
                .build();
        put(Topic.RESOLVED_EVENTS, new RecordKey(tenant, messageId).text(), resolved.toByteArray());
    }

    /** As identity tells the loser; the survivor hears of it from the loser's state. */
    void merge(String loser, String survivor, long graphNumber) {
        change(
                loser,
                graphNumber,
                IdentityChange.newBuilder()
                        .setMergedInto(MergedInto.newBuilder().setSurvivor(survivor)));
    }

    /** As identity tells each part when a merge is taken back: which identifier is whose. */
    void takeBack(String survivor, String loser, long graphNumber, Map<String, String> partByIdentifier) {
        var split = SplitApart.newBuilder().setFrom(survivor);
        split.addFormerBuilder().setProfileId(loser).setLeadsTo(loser);
        partByIdentifier.forEach((identifier, part) ->
                split.addPartsBuilder().setIdentifier(digest(identifier)).setProfileId(part));
        for (var part : List.of(survivor, loser)) {
            change(part, graphNumber, IdentityChange.newBuilder().setSplit(split));
        }
    }

    /** As whoever computes a score tells it. */
    void score(String profileId, String name, double value) {
        var command = ProfileCommand.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setScore(Score.newBuilder().setName(name).setValue(value));
        command(profileId, command.build().toByteArray());
    }

    /** As identity tells what the person said about a purpose. */
    void consent(String profileId, String purpose, boolean granted) {
        contact(known(profileId, "email", profileId + "@mail.example")
                .addConsents(Consent.newBuilder()
                        .setPurpose(purpose)
                        .setState(granted ? ConsentState.GRANTED : ConsentState.DENIED)));
    }

    /** As activation tells whether e-mail may be sent. */
    void reachableByMail(String profileId, boolean reachable) {
        var verdicts = Reachability.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .addChannels(ChannelReach.newBuilder().setChannel(Channel.EMAIL).setReachable(reachable));
        put(
                Topic.REACHABILITY,
                new RecordKey(tenant, profileId).text(),
                verdicts.build().toByteArray());
    }

    /** Anything on the topic of commands to profiles. */
    void command(String profileId, byte[] command) {
        put(Topic.PROFILE_COMMANDS, new RecordKey(tenant, profileId).text(), command);
    }

    private void change(String profileId, long graphNumber, IdentityChange.Builder change) {
        change.setTenant(tenant).setProfileId(profileId).setGraphNumber(graphNumber);
        put(
                Topic.IDENTITY_CHANGES,
                new RecordKey(tenant, profileId).text(),
                change.build().toByteArray());
    }

    private static IdentifierDigest digest(String identifier) {
        return IdentifierDigest.newBuilder()
                .setNamespace("email")
                .setDigest(ByteString.copyFrom(sha256(identifier)))
                .build();
    }

    void suspend() {
        var record = TenantRecord.newBuilder()
                .setTenant(tenant)
                .setStatus(TenantStatus.SUSPENDED)
                .build();
        put(Topic.TENANTS, new RecordKey(tenant, "").text(), record.toByteArray());
    }

    /** As the gateway announces a tenant whose days begin in that zone. */
    void zone(ZoneId zone) {
        var record = TenantRecord.newBuilder()
                .setTenant(tenant)
                .setStatus(TenantStatus.ACTIVE)
                .setTimeZone(zone.getId())
                .build();
        put(Topic.TENANTS, new RecordKey(tenant, "").text(), record.toByteArray());
    }

    /** As identity states who somebody is. */
    void contact(String profileId, String namespace, String value) {
        contact(known(profileId, namespace, value));
    }

    private Contact.Builder known(String profileId, String namespace, String value) {
        return Contact.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setVersion(1)
                .addIdentifiers(
                        ContactIdentifier.newBuilder().setNamespace(namespace).setValue(value));
    }

    private void contact(Contact.Builder contact) {
        var record = ContactRecord.newBuilder().setContact(contact).build();
        put(Topic.CONTACTS, new RecordKey(tenant, contact.getProfileId()).text(), record.toByteArray());
    }

    /** As ingestion announces a source with one read key. */
    void source(String id, String readKey, String... origins) {
        source(id, readKey, true, origins);
    }

    void source(String id, String readKey, boolean enabled, String... origins) {
        var record = SourceRecord.newBuilder()
                .setTenant(tenant)
                .setSourceId(id)
                .setEnabled(enabled)
                .addAllAllowedOrigins(List.of(origins))
                .addReadKeys(ReadKeyHash.newBuilder().setHash(ByteString.copyFrom(sha256(readKey))));
        put(Topic.SOURCES, new RecordKey(tenant, id).text(), record.build().toByteArray());
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A membership record as nobody should write it: what the topology said is changed. */
    void membership(String profileId, String segmentKey, UnaryOperator<Membership.Builder> change) {
        var record = Membership.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setSegmentKey(segmentKey)
                .setSegmentVersion(1);
        put(
                Topic.MEMBERSHIPS,
                RecordKey.ofMembership(tenant, profileId, segmentKey).text(),
                change.apply(record).build().toByteArray(),
                profileId);
    }

    /** Into the partition of a profile. */
    void put(Topic topic, String key, byte[] value, String profileId) {
        int partition = BuiltInPartitioner.partitionForKey(
                new RecordKey(tenant, profileId).text().getBytes(StandardCharsets.UTF_8), RunningService.PARTITIONS);
        var _ = producer.send(new ProducerRecord<>(topic.wireName(), partition, key, value));
    }

    void flush() {
        producer.flush();
    }

    private void put(Topic topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic.wireName(), key, value));
    }

    /** The newest membership of each profile in a segment, as a committed reader sees them. */
    Map<String, Membership> memberships(String segmentKey) {
        var newest = new HashMap<String, byte[]>();
        for (var record : CommittedTopic.read(bootstrap, Topic.MEMBERSHIPS.wireName())) {
            if (record.key().startsWith(tenant + "/")) {
                newest.put(record.key(), record.value());
            }
        }
        var memberships = new HashMap<String, Membership>();
        newest.values().stream()
                // What an erased person was in has none.
                .filter(Objects::nonNull)
                .map(Traffic::membership)
                .filter(it -> it.getSegmentKey().equals(segmentKey))
                .forEach(it -> memberships.put(it.getProfileId(), it));
        return memberships;
    }

    private static Membership membership(byte[] value) {
        try {
            return Membership.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
