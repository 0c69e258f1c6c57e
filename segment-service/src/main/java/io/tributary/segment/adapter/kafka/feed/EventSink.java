package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.freshness.FeedCounts;
import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.privacy.KeepOut;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.store.DeadLetters.DeadLetter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Resolved events into the event index: one document per message, the first copy wins. */
public final class EventSink implements BatchSink {

    private static final String GROUP = "cdp-segment-events-";

    private final EventDocuments documents;
    private final DeadLetters deadLetters;
    private final FeedCounts counts;
    private final KeepOut keepOut;
    private final Clock suiteClock;

    public EventSink(
            EventDocuments documents, DeadLetters deadLetters, FeedCounts counts, KeepOut keepOut, Clock suiteClock) {
        this.keepOut = keepOut;
        this.documents = documents;
        this.deadLetters = deadLetters;
        this.counts = counts;
        this.suiteClock = suiteClock;
    }

    @Override
    public String open() {
        return GROUP + documents.open();
    }

    @Override
    public boolean isOpen(String group) {
        return group.equals(open());
    }

    @Override
    public void take(List<ConsumerRecord<String, byte[]>> batch) {
        var events = new ArrayList<HistoryEvent>(batch.size());
        long now = suiteClock.millis();
        for (var record : batch) {
            var event = read(record, now);
            if (event == null) {
                bury(record.topic(), record.partition(), record.offset(), "unreadable");
            } else {
                events.add(event);
            }
        }
        var outcome = documents.write(keepOut.admitted(events));
        for (var event : outcome.rejected()) {
            bury(
                    batch.getFirst().topic(),
                    event.place().partition(),
                    event.place().offset(),
                    "unindexable");
        }
        counts.wrote(outcome.created());
        counts.duplicate(outcome.duplicates());
    }

    @Override
    public void settle() {
        documents.refresh();
    }

    private void bury(String topic, int partition, long offset, String reason) {
        deadLetters.note(new DeadLetter(topic, partition, offset, reason));
        counts.died(1);
    }

    /** Null when it is no event, or when it is not of the tenant that its key names. */
    private static @Nullable HistoryEvent read(ConsumerRecord<String, byte[]> record, long now) {
        try {
            var resolved = ResolvedEvent.parseFrom(record.value());
            var event = resolved.getEvent();
            return RecordKey.parse(record.key()).tenant().equals(event.getTenant())
                    ? translate(resolved, event, record, now)
                    : null;
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return null;
        }
    }

    private static HistoryEvent translate(
            ResolvedEvent resolved, AcceptedEvent event, ConsumerRecord<String, byte[]> record, long now) {
        return new HistoryEvent(
                event.getTenant(),
                event.getMessageId(),
                resolved.getProfileId(),
                resolved.getGraphNumber(),
                event.getType().name().toLowerCase(Locale.ROOT),
                event.getEvent(),
                event.getName(),
                event.getSourceId(),
                new HistoryEvent.Ids(
                        event.getUserId(), event.getAnonymousId(), event.getGroupId(), event.getPreviousId()),
                times(event.getTimes(), now),
                bodies(event),
                new HistoryEvent.Origin(
                        event.getSourceTrust(),
                        event.getSourcePriority(),
                        resolved.getIdentifiersList().stream()
                                .map(EventSink::identifier)
                                .toList()),
                new HistoryEvent.Place(record.partition(), record.offset()),
                null);
    }

    private static String identifier(IdentifierDigest identifier) {
        ByteString digest = identifier.getDigest();
        return identifier.getNamespace() + ':' + HexFormat.of().formatHex(digest.toByteArray());
    }

    private static HistoryEvent.Times times(EventTimes times, long now) {
        return new HistoryEvent.Times(
                times.getTimestamp(),
                times.getReceivedAt(),
                now,
                times.hasSentAt() ? times.getSentAt() : null,
                times.hasOriginalTimestamp() ? times.getOriginalTimestamp() : null,
                times.getClamped());
    }

    private static HistoryEvent.Bodies bodies(AcceptedEvent event) {
        return new HistoryEvent.Bodies(
                text(event.getProperties()),
                text(event.getTraits()),
                text(event.getContext()),
                text(event.getIntegrations()),
                text(event.getOthers()),
                event.getPropertiesAdded(),
                event.getTraitsAdded());
    }

    private static String text(ByteString json) {
        return json.toStringUtf8();
    }
}
