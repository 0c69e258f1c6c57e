package io.tributary.segment;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.Erased;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.contracts.v1.SubjectIdentifier;
import io.tributary.segment.privacy.PersonRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What identity would write about people who asked something of it, and what it would read back; for one tenant. */
final class PrivacyTraffic implements AutoCloseable {

    /** An identifier in clear. */
    record Named(String namespace, String value) {}

    private final String bootstrap;
    private final String tenant;
    private final Producer<String, byte[]> producer;
    private final SealedValues sealed = new SealedValues(RunningService.SECRET, new SecureRandom());
    private final KeyedDigest digests = new KeyedDigest(RunningService.SECRET);

    PrivacyTraffic(String bootstrap, String tenant) {
        this.bootstrap = bootstrap;
        this.tenant = tenant;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A call of a minute ago as identity resolved it, by those identifiers, strongest first. */
    void call(String profileId, long graphNumber, AcceptedEvent.Builder call, Named... by) {
        call(Clock.systemUTC().millis() - 60_000, profileId, graphNumber, call, by);
    }

    /** A call of now. */
    void callNow(String profileId, long graphNumber, AcceptedEvent.Builder call, Named... by) {
        call(Clock.systemUTC().millis(), profileId, graphNumber, call, by);
    }

    private void call(long now, String profileId, long graphNumber, AcceptedEvent.Builder call, Named... by) {
        var event = call.setTenant(tenant)
                .setSourceId("shop")
                .setTimes(EventTimes.newBuilder().setTimestamp(now).setReceivedAt(now));
        var resolved = ResolvedEvent.newBuilder()
                .setEvent(event)
                .setProfileId(profileId)
                .setGraphNumber(graphNumber);
        for (var named : by) {
            resolved.addIdentifiers(IdentifierDigest.newBuilder()
                    .setNamespace(named.namespace())
                    .setDigest(ByteString.copyFrom(digest(named))));
        }
        put(Topic.RESOLVED_EVENTS, event.getMessageId(), resolved.build().toByteArray());
    }

    static AcceptedEvent.Builder order(String messageId, String properties) {
        return AcceptedEvent.newBuilder()
                .setMessageId(messageId)
                .setType(CallType.TRACK)
                .setEvent("Order Completed")
                .setProperties(ByteString.copyFromUtf8(properties));
    }

    static AcceptedEvent.Builder identify(String messageId, String traits) {
        return AcceptedEvent.newBuilder()
                .setMessageId(messageId)
                .setType(CallType.IDENTIFY)
                .setTraits(ByteString.copyFromUtf8(traits));
    }

    void contact(String profileId, long version, boolean restricted, Named... identifiers) {
        var contact = Contact.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setVersion(version)
                .setRestricted(restricted);
        for (var it : identifiers) {
            contact.addIdentifiers(ContactIdentifier.newBuilder()
                    .setNamespace(it.namespace())
                    .setValue(it.value())
                    .setDigest(ByteString.copyFrom(digest(it))));
        }
        put(
                Topic.CONTACTS,
                profileId,
                ContactRecord.newBuilder().setContact(contact).build().toByteArray());
    }

    /** The contact of a profile that is no more: it was merged away or erased. */
    void noContact(String profileId) {
        var _ = producer.send(
                new ProducerRecord<>(Topic.CONTACTS.wireName(), new RecordKey(tenant, profileId).text(), null));
        producer.flush();
    }

    void erased(String profileId, long graphNumber, String requestId) {
        var change = IdentityChange.newBuilder()
                .setTenant(tenant)
                .setProfileId(profileId)
                .setGraphNumber(graphNumber)
                .setErased(Erased.newBuilder().setRequestId(requestId))
                .build();
        put(Topic.IDENTITY_CHANGES, profileId, change.toByteArray());
    }

    /** One stage of a request, with the values sealed. */
    void ask(DataRequest.Builder request, Named... identifiers) {
        askAt(Clock.systemUTC().millis(), request.build(), identifiers);
    }

    /** The same of a request that came then. */
    void askAt(long at, DataRequest asked, Named... identifiers) {
        var request = asked.toBuilder().setTenant(tenant).setAt(at);
        for (var it : identifiers) {
            request.addIdentifiers(SubjectIdentifier.newBuilder()
                    .setNamespace(it.namespace())
                    .setDigest(ByteString.copyFrom(digest(it)))
                    .setSealedValue(ByteString.copyFrom(sealed.seal(
                            tenant, request.getRequestId(), it.value().getBytes(StandardCharsets.UTF_8)))));
        }
        put(Topic.REQUESTS, request.getRequestId(), request.build().toByteArray());
    }

    void putRequest(String ownKey, byte[] value) {
        put(Topic.REQUESTS, ownKey, value);
    }

    /** As a request of identity names it. */
    PersonRequest.Known known(Named named) {
        return new PersonRequest.Known(named.namespace(), HexFormat.of().formatHex(digest(named)), named.value());
    }

    private byte[] digest(Named named) {
        return digests.of(tenant, named.namespace(), named.value());
    }

    /** Every receipt of this service for a stage of the request. */
    List<DataReceipt> receipts(String requestId, String stage, int attempt) {
        var receipts = new ArrayList<DataReceipt>();
        for (var record : read(Topic.RECEIPTS.wireName())) {
            try {
                var receipt = DataReceipt.parseFrom(record.value());
                if (record.key().equals(new RecordKey(tenant, requestId).text())
                        && receipt.getSystem().equals("segment")
                        && receipt.getStage().equals(stage)
                        && receipt.getAttempt() == attempt) {
                    receipts.add(receipt);
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
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

    /** A topic from its beginning, as a committed reader sees it. */
    List<ConsumerRecord<String, byte[]>> read(String topic) {
        return CommittedTopic.read(bootstrap, topic);
    }

    private void put(Topic topic, String ownKey, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic.wireName(), new RecordKey(tenant, ownKey).text(), value));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
