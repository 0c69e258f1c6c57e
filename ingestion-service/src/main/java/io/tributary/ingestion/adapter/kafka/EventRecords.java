package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.BadRow;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.Person;
import io.tributary.ingestion.event.TrackingEvent;
import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Lane;
import io.tributary.ingestion.intake.Refusal;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.suppression.Digest;
import io.tributary.ingestion.suppression.NormalForm;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes verdicts as records: the key is a digest of the person, so one person's events keep their order. */
public final class EventRecords {

    private static final String PROCESSOR = "ingestion-service";
    private static final String PROCESSOR_VERSION = "0.1.0";
    private static final String PAGE_VIEWED = "Page Viewed";
    private static final String SCREEN_VIEWED = "Screen Viewed";

    private final Digest digest;
    private final ToIntFunction<String> originalLimit;

    /** @param originalLimit of a tenant: a refused call beyond this many bytes is kept to its first tenth only */
    public EventRecords(Digest digest, ToIntFunction<String> originalLimit) {
        this.digest = digest;
        this.originalLimit = originalLimit;
    }

    ProducerRecord<String, byte[]> accepted(Lane lane, Source source, TrackingEvent event) {
        var topic = switch (lane) {
            case LIVE -> Topic.EVENTS;
            case BULK -> Topic.EVENTS_BULK;
        };
        return new ProducerRecord<>(
                topic.wireName(),
                key(source.tenant(), event.person()),
                wire(source, event).toByteArray());
    }

    ProducerRecord<String, byte[]> refused(Source source, Instant receivedAt, IntakeVerdict.Refused refused) {
        return record(source, row(source, receivedAt, refused, new Kept(refused.original(), refused.withheldBytes())));
    }

    /** A row of a file: what is kept is its line, and the call that was made of it when that is within the limit. */
    ProducerRecord<String, byte[]> refused(
            Source source, Instant receivedAt, IntakeVerdict.Refused refused, BulkLog.BadLine line) {
        var mapped = line.mapped();
        var kept = mapped == null
                ? new Kept(refused.original(), refused.withheldBytes())
                : new Kept(mapped.bytes(), mapped.withheldBytes());
        var row = row(source, receivedAt, refused, kept).setJobId(line.jobId()).setLine(line.line());
        if (mapped != null && refused.original().length() <= originalLimit.applyAsInt(source.tenant())) {
            row.setMapped(bytes(refused.original()));
        }
        return record(source, row);
    }

    /** What is kept of a refused call, and how much must not be. */
    private record Kept(JsonBytes bytes, int withheldBytes) {}

    private static ProducerRecord<String, byte[]> record(Source source, BadRow.Builder row) {
        return new ProducerRecord<>(
                Topic.BAD_ROWS.wireName(),
                new RecordKey(source.tenant(), source.id()).text(),
                row.build().toByteArray());
    }

    private BadRow.Builder row(Source source, Instant receivedAt, IntakeVerdict.Refused refused, Kept whole) {
        int size = whole.bytes().length() + whole.withheldBytes();
        int limit = originalLimit.applyAsInt(source.tenant());
        boolean tooLong = size > limit;
        var kept = tooLong ? whole.bytes().first(size / 10) : whole.bytes();
        var envelope = refused.sentWith().envelope();
        // More than a call may have with its envelope, because a repair can drop some of it; less than a record may
        // have.
        boolean envelopeFits = kept.length() + envelope.length() <= limit + limit / 2;
        return BadRow.newBuilder()
                .setTenant(source.tenant())
                .setSourceId(source.id())
                .setId(refused.rowId())
                .setKind(refused.refusal().kind())
                .setFailure(storable(refused.refusal().failure()))
                .setPointer(storable(refused.refusal().pointer()))
                .setReceivedAt(receivedAt.toEpochMilli())
                .setMessageId(storable(refused.messageId()))
                .setCall(storable(refused.call()))
                .setOriginal(bytes(kept))
                .setOriginalSize(size)
                .setTruncated(tooLong
                        || whole.withheldBytes() > 0
                        || !envelopeFits
                        || refused.refusal() instanceof Refusal.TooLongRow)
                .setEnvelope(envelopeFits ? bytes(envelope) : ByteString.EMPTY)
                .setRetried(refused.sentWith().retried())
                .setProcessorName(PROCESSOR)
                .setProcessorVersion(PROCESSOR_VERSION);
    }

    /** What a client named is quoted, and no database keeps NUL in a text; the original has it as it came. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** A person is never absent here: validation has seen to it, and an alias names its user. */
    private String key(String tenant, Person person) {
        byte[] own = person.anonymousId().isBlank()
                ? digest.of(tenant, "user_id", NormalForm.ofId(person.userId()))
                : digest.of(tenant, "anonymous_id", NormalForm.ofId(person.anonymousId()));
        return new RecordKey(tenant, HexFormat.of().formatHex(own)).text();
    }

    private static AcceptedEvent wire(Source source, TrackingEvent event) {
        var wire = AcceptedEvent.newBuilder()
                .setTenant(source.tenant())
                .setSourceId(source.id())
                .setMessageId(event.messageId())
                .setAnonymousId(event.person().anonymousId())
                .setUserId(event.person().userId())
                .setTimes(times(event.times()))
                .setContext(bytes(event.context()))
                .setIntegrations(bytes(event.integrations()))
                .setHistorical(source.settings().historical())
                .setSourcePriority(source.settings().rank().priority())
                .setSourceTrust(source.settings().rank().trust())
                .setOthers(bytes(event.asSent().others()))
                .setPropertiesAdded(event.asSent().propertiesAdded())
                .setTraitsAdded(event.asSent().traitsAdded());
        return call(wire, event.call()).build();
    }

    private static AcceptedEvent.Builder call(AcceptedEvent.Builder wire, Call call) {
        return switch (call) {
            case Call.Identify identify -> wire.setType(CallType.IDENTIFY).setTraits(bytes(identify.traits()));
            case Call.Track track ->
                wire.setType(CallType.TRACK).setEvent(track.event()).setProperties(bytes(track.properties()));
            case Call.Page page ->
                wire.setType(CallType.PAGE)
                        .setEvent(PAGE_VIEWED)
                        .setName(page.name())
                        .setProperties(bytes(page.properties()));
            case Call.Screen screen ->
                wire.setType(CallType.SCREEN)
                        .setEvent(SCREEN_VIEWED)
                        .setName(screen.name())
                        .setProperties(bytes(screen.properties()));
            case Call.Group group ->
                wire.setType(CallType.GROUP).setGroupId(group.groupId()).setTraits(bytes(group.traits()));
            case Call.Alias alias -> wire.setType(CallType.ALIAS).setPreviousId(alias.previousId());
        };
    }

    private static EventTimes times(io.tributary.ingestion.event.EventTimes times) {
        var wire = EventTimes.newBuilder()
                .setReceivedAt(times.receivedAt().toEpochMilli())
                .setTimestamp(times.timestamp().toEpochMilli())
                .setClamped(times.clamped());
        var sentAt = times.sentAt();
        if (sentAt != null) {
            wire.setSentAt(sentAt.toEpochMilli());
        }
        var original = times.originalTimestamp();
        if (original != null) {
            wire.setOriginalTimestamp(original.toEpochMilli());
        }
        return wire.build();
    }

    private static ByteString bytes(@Nullable JsonBytes json) {
        return json == null ? ByteString.EMPTY : ByteString.copyFrom(json.array(), json.from(), json.length());
    }
}
