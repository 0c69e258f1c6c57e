package io.tributary.activation.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.activation.fault.DeadLetters;
import io.tributary.activation.fault.StoreRefused;
import io.tributary.contracts.topic.RecordKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Takes batches of one topic. What cannot be read becomes a dead letter; what the store refuses as a batch is tried
 * record by record, so that one bad record holds up nobody; a store that does not answer makes the batch come again.
 */
final class Intake<T> implements BatchMessageListener<String, byte[]> {

    private final Reader<T> reader;
    private final Sink<T> sink;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    Intake(Reader<T> reader, Sink<T> sink, DeadLetters deadLetters, MeterRegistry meters) {
        this.reader = reader;
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** Reads one record; null passes it over. */
    interface Reader<T> {
        @Nullable
        T read(RecordKey key, byte @Nullable [] value, int partition) throws InvalidProtocolBufferException;
    }

    /** Applies what was read, in order, all or nothing. */
    interface Sink<T> {
        void apply(List<T> items);
    }

    private record Read<T>(ConsumerRecord<String, byte[]> source, T item) {}

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        var read = new ArrayList<Read<T>>(records.size());
        for (var source : records) {
            var item = read(source);
            if (item != null) {
                read.add(new Read<>(source, item));
            }
        }
        if (!read.isEmpty()) {
            apply(read);
        }
        if (!records.isEmpty()) {
            meters.counter("cdp.records.consumed", "topic", records.getFirst().topic())
                    .increment(records.size());
        }
    }

    private @Nullable T read(ConsumerRecord<String, byte[]> source) {
        try {
            if (source.key() == null) {
                throw new Unreadable("no-key");
            }
            return reader.read(RecordKey.parse(source.key()), source.value(), source.partition());
        } catch (InvalidProtocolBufferException e) {
            bury(source, "not-protobuf");
        } catch (Unreadable e) {
            bury(source, e.reason());
        } catch (IllegalArgumentException e) {
            bury(source, "malformed");
        }
        return null;
    }

    private void apply(List<Read<T>> read) {
        try {
            sink.apply(read.stream().map(Read::item).toList());
        } catch (StoreRefused refused) {
            for (var one : read) {
                try {
                    sink.apply(List.of(one.item()));
                } catch (StoreRefused e) {
                    bury(one.source(), "refused-by-store");
                }
            }
        }
    }

    private void bury(ConsumerRecord<String, byte[]> source, String reason) {
        meters.counter("cdp.records.buried", "topic", source.topic(), "reason", reason)
                .increment();
        deadLetters.put(
                source.topic(),
                source.partition(),
                source.offset(),
                source.key() == null ? "" : source.key(),
                reason,
                source.value());
    }
}
