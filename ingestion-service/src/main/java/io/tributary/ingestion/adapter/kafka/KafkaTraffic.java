package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.infer.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Reads both lanes of accepted events from a time on, without a group; other tenants' records are passed over unread. */
public final class KafkaTraffic implements Traffic {

    private static final List<Topic> LANES = List.of(Topic.EVENTS, Topic.EVENTS_BULK);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final Supplier<Consumer<String, byte @Nullable []>> consumers;
    private final Scheduler blocking;
    private final KeptOutEvents keptOut;

    public KafkaTraffic(
            Supplier<Consumer<String, byte @Nullable []>> consumers, Scheduler blocking, KeptOutEvents keptOut) {
        this.consumers = consumers;
        this.blocking = blocking;
        this.keptOut = keptOut;
    }

    @Override
    public Flux<Slice> read(Question question) {
        return Flux.<Slice, Reading>generate(
                        () -> new Reading(consumers.get(), question, keptOut),
                        (reading, sink) -> {
                            sink.next(reading.next());
                            if (reading.isAtItsEnd()) {
                                sink.complete();
                            }
                            return reading;
                        },
                        Reading::close)
                .subscribeOn(blocking)
                .onErrorMap(
                        KafkaException.class, fault -> new BrokerUnavailable("the event log cannot be read", fault));
    }

    /** One way through the log; used by one thread at a time. */
    private static final class Reading {

        private final Consumer<String, byte @Nullable []> consumer;
        private final Question question;
        private final KeptOutEvents keptOut;
        private final String prefix;
        private final Map<TopicPartition, Long> ends = new HashMap<>();
        private long total;
        private long scanned;
        private boolean complete = true;

        Reading(Consumer<String, byte @Nullable []> consumer, Question question, KeptOutEvents keptOut) {
            this.consumer = consumer;
            this.question = question;
            this.keptOut = keptOut;
            this.prefix = question.tenant() + "/";
            try {
                seek();
            } catch (KafkaException fault) {
                consumer.close();
                throw fault;
            }
        }

        private void seek() {
            var partitions = LANES.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.wireName()).stream())
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            var since = new HashMap<TopicPartition, Long>();
            partitions.forEach(it -> since.put(it, question.since().toEpochMilli()));
            var starts = consumer.offsetsForTimes(since);
            ends.putAll(consumer.endOffsets(partitions));
            var lengths = new HashMap<TopicPartition, Long>();
            for (var partition : partitions) {
                var start = starts.get(partition);
                long end = ends.getOrDefault(partition, 0L);
                lengths.put(partition, start == null ? 0 : Math.max(0, end - start.offset()));
            }
            long all = lengths.values().stream().mapToLong(Long::longValue).sum();
            complete = all <= question.most();
            lengths.forEach((partition, length) -> {
                // The newest part of each, in proportion.
                long taken = complete ? length : (long) ((double) length * question.most() / all);
                consumer.seek(partition, ends.getOrDefault(partition, 0L) - taken);
                total += taken;
            });
        }

        Slice next() {
            var calls = new ArrayList<SeenCall>();
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    scanned++;
                    var call = read(record);
                    if (call != null) {
                        calls.add(call);
                    }
                }
            }
            return new Slice(calls, scanned, total, complete);
        }

        /** Compares places, not counts: the log also holds records that nobody is given. */
        boolean isAtItsEnd() {
            return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
        }

        private @Nullable SeenCall read(ConsumerRecord<String, byte @Nullable []> record) {
            byte[] value = record.value();
            if (record.key() == null || !record.key().startsWith(prefix) || value == null) {
                return null;
            }
            try {
                var event = AcceptedEvent.parseFrom(value);
                boolean asked = event.getTenant().equals(question.tenant())
                        && (question.sourceId().isEmpty() || event.getSourceId().equals(question.sourceId()));
                return asked && !keptOut.contains(event) ? call(event) : null;
            } catch (InvalidProtocolBufferException e) {
                return null;
            }
        }

        private static @Nullable SeenCall call(AcceptedEvent event) {
            return switch (event.getType()) {
                case IDENTIFY ->
                    new SeenCall(isMerge(event) ? CallType.MERGE : CallType.IDENTIFY, "", bytes(event.getTraits()));
                case TRACK -> new SeenCall(CallType.TRACK, event.getEvent(), bytes(event.getProperties()));
                case PAGE -> new SeenCall(CallType.PAGE, "", bytes(event.getProperties()));
                case SCREEN -> new SeenCall(CallType.SCREEN, "", bytes(event.getProperties()));
                case GROUP -> new SeenCall(CallType.GROUP, "", bytes(event.getTraits()));
                case ALIAS, CALL_TYPE_UNSPECIFIED, UNRECOGNIZED -> null;
            };
        }

        /** A merge entered as an identify without traits; what it named is among its others. */
        private static boolean isMerge(AcceptedEvent event) {
            return event.getTraits().isEmpty()
                    && event.getOthers().toStringUtf8().contains("\"mergeProperties\"");
        }

        private static JsonBytes bytes(ByteString json) {
            return JsonBytes.of(json.toByteArray());
        }

        void close() {
            consumer.close();
        }
    }
}
