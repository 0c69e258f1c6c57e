package io.tributary.activation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.Consent;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ContactPoint;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.Heartbeat;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import io.tributary.contracts.v1.SubjectIdentifier;
import io.tributary.embedded.SharedBackends;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** What identity and segments would say of one tenant's people, and what is answered. */
final class PrivacyTraffic implements AutoCloseable {

    /** An identifier in clear. */
    record Named(String namespace, String value) {}

    private final String tenant;
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBackends.kafkaBootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    private final SealedValues sealed;
    private final KeyedDigest digests = new KeyedDigest(RunningService.SECRET);
    private long version = 1;

    PrivacyTraffic(String tenant) {
        this(tenant, RunningService.SECRET);
    }

    /** Seals with another secret than the service has. */
    PrivacyTraffic(String tenant, byte[] secret) {
        this.tenant = tenant;
        this.sealed = new SealedValues(secret, new SecureRandom());
    }

    String hex(Named it) {
        return digests.hex(tenant, it.namespace(), it.value());
    }

    void beat() {
        var beat = ContactRecord.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setAt(System.currentTimeMillis()))
                .build()
                .toByteArray();
        for (int partition = 0; partition < RunningService.PARTITIONS; partition++) {
            var key = new RecordKey(RecordKey.PLATFORM, "heartbeat/" + partition).text();
            var _ = producer.send(new ProducerRecord<>(Topic.CONTACTS.wireName(), partition, key, beat));
        }
    }

    void contact(String profileId, boolean restricted, Named... identifiers) {
        var contact = Contact.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setVersion(version++)
                .setRestricted(restricted);
        for (var it : identifiers) {
            var digest = ByteString.copyFrom(digests.of(tenant, it.namespace(), it.value()));
            contact.addIdentifiers(ContactIdentifier.newBuilder()
                    .setNamespace(it.namespace())
                    .setValue(it.value())
                    .setDigest(digest)
                    .setLastSeen(1));
            if (it.namespace().equals("email")) {
                contact.addPoints(ContactPoint.newBuilder()
                        .setChannel(Channel.EMAIL)
                        .setValue(it.value())
                        .setDigest(digest)
                        .setLastSeen(1));
            }
        }
        for (var purpose : List.of("email_marketing", "advertising")) {
            contact.addConsents(Consent.newBuilder()
                    .setPurpose(purpose)
                    .setState(ConsentState.GRANTED)
                    .setAt(1));
        }
        put(
                Topic.CONTACTS,
                new RecordKey(tenant, profileId).text(),
                ContactRecord.newBuilder().setContact(contact).build().toByteArray());
    }

    void member(String profileId, String segment) {
        var record = Membership.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setSegmentKey(segment)
                .setSegmentVersion(1)
                .setMember(true)
                .setSince(1)
                .setCause(MembershipCause.EVENT)
                .setStateVersion(version++)
                .build();
        put(
                Topic.MEMBERSHIPS,
                RecordKey.ofMembership(tenant, profileId, segment).text(),
                record.toByteArray());
    }

    /** One stage of a request, with the values sealed. */
    void ask(DataRequest.Builder request, List<Named> identifiers) {
        request.setTenant(tenant).setAt(System.currentTimeMillis());
        for (var it : identifiers) {
            request.addIdentifiers(SubjectIdentifier.newBuilder()
                    .setNamespace(it.namespace())
                    .setDigest(ByteString.copyFrom(digests.of(tenant, it.namespace(), it.value())))
                    .setSealedValue(ByteString.copyFrom(sealed.seal(
                            tenant, request.getRequestId(), it.value().getBytes(StandardCharsets.UTF_8)))));
        }
        put(
                Topic.REQUESTS,
                new RecordKey(tenant, request.getRequestId()).text(),
                request.build().toByteArray());
    }

    /** Something that no reader understands. */
    void garbage(Topic topic, String key) {
        put(topic, new RecordKey(tenant, key).text(), new byte[] {1, 2, 3});
    }

    private void put(Topic topic, String key, byte[] value) {
        var counted =
                topic == Topic.MEMBERSHIPS ? RecordKey.partitioningPart(key) : key.getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(counted)) % RunningService.PARTITIONS;
        var _ = producer.send(new ProducerRecord<>(topic.wireName(), partition, key, value));
    }

    /** All receipts of a request so far, in order. */
    List<DataReceipt> receipts(String requestId) throws InvalidProtocolBufferException {
        var receipts = new ArrayList<DataReceipt>();
        for (var bytes : WrittenTopic.read(Topic.RECEIPTS, new RecordKey(tenant, requestId).text())) {
            if (bytes != null) {
                receipts.add(DataReceipt.parseFrom(bytes));
            }
        }
        return receipts;
    }

    String open(DataReceipt piece) {
        return new String(
                sealed.open(
                                tenant,
                                piece.getRequestId(),
                                piece.getSealedContent().toByteArray())
                        .orElseThrow(),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
