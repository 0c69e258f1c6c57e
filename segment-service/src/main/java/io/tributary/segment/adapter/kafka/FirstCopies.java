package io.tributary.segment.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.dedup.MessageHash;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets the first copy of each message pass, keyed by its profile, and counts the others. */
final class FirstCopies implements Processor<String, byte[], String, byte[]> {

    private final TopologySettings settings;

    // Set by init, which the runtime calls before anything else.
    private @Nullable Task task;

    FirstCopies(TopologySettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        KeyValueStore<Bytes, byte[]> seen = context.getStateStore(SegmentTopology.SEEN_STORE);
        KeyValueStore<String, byte[]> counts = context.getStateStore(SegmentTopology.DEDUP_COUNTS);
        var purge = new SeenPurge(seen, settings.window());
        settings.pace().keep(context);
        context.schedule(
                settings.punctuation(),
                PunctuationType.WALL_CLOCK_TIME,
                it -> purge.step(settings.realClock().millis()));
        task = new Task(
                context,
                seen,
                new TallyStore(counts),
                new Unreadable(context, SegmentTopology.UNREADABLE_EVENTS, settings.progress()),
                settings);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (task != null) {
            task.process(record);
        }
    }

    private record Task(
            ProcessorContext<String, byte[]> context,
            KeyValueStore<Bytes, byte[]> seen,
            TallyStore counts,
            Unreadable unreadable,
            TopologySettings settings) {

        void process(Record<String, byte[]> record) {
            var tenant = Unreadable.tenantOf(record.key());
            counts.add(tenant, Tally.RESOLVED);
            read(record, tenant).ifPresentOrElse(it -> pass(record, tenant, it), () -> {
                counts.add(tenant, Tally.DROPPED);
                unreadable.report(record, "unreadable-resolved-event");
            });
        }

        private void pass(Record<String, byte[]> record, String tenant, ResolvedEvent event) {
            var hash = Bytes.wrap(MessageHash.of(tenant, event.getEvent().getMessageId()));
            byte @Nullable [] known = seen.get(hash);
            long now = settings.realClock().millis();
            if (!settings.window().isFirst(known == null ? null : SeenPurge.seenAt(known), now)) {
                counts.add(tenant, Tally.DUPLICATE);
                return;
            }
            seen.put(hash, ByteBuffer.allocate(Long.BYTES).putLong(now).array());
            var key = new RecordKey(tenant, event.getProfileId()).text();
            context.forward(record.withKey(key), SegmentTopology.PASSED);
        }

        private static Optional<ResolvedEvent> read(Record<String, byte[]> record, String tenant) {
            byte @Nullable [] value = record.value();
            if (value == null) {
                return Optional.empty();
            }
            try {
                var event = ResolvedEvent.parseFrom(value);
                boolean whole = event.getEvent().getTenant().equals(tenant)
                        && !event.getEvent().getMessageId().isEmpty()
                        && !event.getProfileId().isEmpty();
                return whole ? Optional.of(event) : Optional.empty();
            } catch (InvalidProtocolBufferException e) {
                return Optional.empty();
            }
        }
    }
}
