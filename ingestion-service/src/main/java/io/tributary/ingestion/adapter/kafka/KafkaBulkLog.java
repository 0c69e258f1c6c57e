package io.tributary.ingestion.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Lane;
import io.tributary.ingestion.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The bulk lane on Kafka, with a producer of its own: what waits in it never stands before a live event. Sends on the
 * subscriber's thread, which may wait for metadata or for room in the producer's buffer.
 */
public final class KafkaBulkLog implements BulkLog {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LOOKS = 10;

    private final Producer<String, byte[]> producer;
    private final EventRecords records;
    private final Room room;
    private final Scheduler blocking;
    private final Counter held;

    /**
     * Where the lane is full.
     *
     * @param ahead how many records may wait for identity while more are appended
     */
    public record Room(BulkBacklog backlog, long ahead) {}

    public KafkaBulkLog(
            Producer<String, byte[]> producer,
            EventRecords records,
            Room room,
            Scheduler blocking,
            MeterRegistry registry) {
        this.producer = producer;
        this.records = records;
        this.room = room;
        this.blocking = blocking;
        this.held = registry.counter("cdp.jobs.held");
    }

    @Override
    public Mono<Boolean> hasRoom() {
        return Mono.fromCallable(() -> room.backlog().records() <= room.ahead())
                .repeatWhen(looks -> looks.delayElements(PAUSE, blocking).take(LOOKS))
                .takeUntil(hasRoom -> hasRoom)
                .last(false)
                .doOnNext(hasRoom -> {
                    if (!hasRoom) {
                        held.increment();
                    }
                })
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Void> append(Source source, Instant receivedAt, List<BulkRow> rows) {
        return Mono.defer(() -> {
                    var batch = new ArrayList<ProducerRecord<String, byte[]>>(rows.size());
                    for (var row : rows) {
                        switch (row.verdict()) {
                            case IntakeVerdict.Accepted accepted ->
                                batch.add(records.accepted(Lane.BULK, source, accepted.event()));
                            case IntakeVerdict.Refused refused -> batch.add(refused(source, receivedAt, refused, row));
                            case IntakeVerdict.Suppressed _ -> {}
                        }
                    }
                    return Acknowledgement.ofAll(producer, batch);
                })
                .onErrorMap(
                        KafkaException.class,
                        fault -> new BrokerUnavailable("the bulk lane did not take the write", fault));
    }

    private ProducerRecord<String, byte[]> refused(
            Source source, Instant receivedAt, IntakeVerdict.Refused refused, BulkRow row) {
        var line = row.line();
        return line == null
                ? records.refused(source, receivedAt, refused)
                : records.refused(source, receivedAt, refused, line);
    }
}
