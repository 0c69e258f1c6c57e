package io.tributary.bench.rules;

import com.google.protobuf.ByteString;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.feature.SourceCall;
import io.tributary.segment.feature.SourceRank;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One call of somebody, as a client sends it.
 *
 * @param person whose it is, counted from 0
 * @param event the event's name; empty when the call only brings traits
 * @param at resolved time, epoch milliseconds
 * @param json the properties of an event, else the traits
 */
public record ShopCall(int person, String messageId, String event, long at, String json) {

    private static final ByteString CONTEXT = ByteString.copyFromUtf8(
            "{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.1.0\"},\"locale\":\"de-DE\","
                    + "\"page\":{\"path\":\"/p/0815\",\"referrer\":\"https://search.example/\",\"title\":\"Shoes\"}}");
    private static final int DIGEST_BYTES = 32;

    /** As identity writes it: of a person who is known by user id and device. */
    public ResolvedEvent resolved(String tenant) {
        var json = ByteString.copyFromUtf8(this.json);
        var event = AcceptedEvent.newBuilder()
                .setTenant(tenant)
                .setSourceId("bench")
                .setMessageId(messageId)
                .setType(this.event.isEmpty() ? CallType.IDENTIFY : CallType.TRACK)
                .setEvent(this.event)
                .setUserId("user-%08d".formatted(person))
                .setAnonymousId("anon-%08d".formatted(person))
                .setTimes(EventTimes.newBuilder().setReceivedAt(at).setTimestamp(at))
                .setContext(CONTEXT);
        return ResolvedEvent.newBuilder()
                .setEvent(this.event.isEmpty() ? event.setTraits(json) : event.setProperties(json))
                .setProfileId(Lives.profileId(person))
                .setGraphNumber(1)
                .addIdentifiers(digest("user_id"))
                .addIdentifiers(digest("anonymous_id"))
                .build();
    }

    private IdentifierDigest digest(String namespace) {
        byte[] digest = new byte[DIGEST_BYTES];
        ByteBuffer.wrap(digest).putInt(person).putInt(namespace.length());
        return IdentifierDigest.newBuilder()
                .setNamespace(namespace)
                .setDigest(ByteString.copyFrom(digest))
                .build();
    }

    /** As the topology reads it. */
    public SourceCall sourceCall() {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] none = new byte[0];
        return event.isEmpty()
                ? new SourceCall(SourceCall.Kind.IDENTIFY, "", "", at, messageId, SourceRank.EQUAL, none, bytes)
                : new SourceCall(SourceCall.Kind.TRACK, event, "", at, messageId, SourceRank.EQUAL, bytes, none);
    }
}
