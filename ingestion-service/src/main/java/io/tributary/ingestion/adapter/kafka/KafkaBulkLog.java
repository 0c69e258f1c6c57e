package io.tributary.ingestion.adapter.kafka;

import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Lane;
import io.tributary.ingestion.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;

/**
 * The bulk lane on Kafka, with a producer of its own: what waits in it never stands before a live event. Sends on the
 * subscriber's thread, which may wait for metadata or for room in the producer's buffer.
 */
public final class KafkaBulkLog implements BulkLog {

    private final Producer<String, byte[]> producer;
    private final EventRecords records;

    public KafkaBulkLog(Producer<String, byte[]> producer, EventRecords records) {
        this.producer = producer;
        this.records = records;
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
