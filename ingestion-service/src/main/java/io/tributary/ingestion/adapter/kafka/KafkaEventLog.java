package io.tributary.ingestion.adapter.kafka;

import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.intake.EventLog;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Lane;
import io.tributary.ingestion.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;

/**
 * The event log on Kafka. Sends on the subscriber's thread, which may wait for metadata or for room in the producer's
 * buffer, so it must not be an event loop; completes on the producer's thread.
 */
public final class KafkaEventLog implements EventLog {

    private final Producer<String, byte[]> producer;
    private final EventRecords records;

    public KafkaEventLog(Producer<String, byte[]> producer, EventRecords records) {
        this.producer = producer;
        this.records = records;
    }

    @Override
    public Mono<Void> append(Lane lane, Source source, Instant receivedAt, List<IntakeVerdict> verdicts) {
        return Mono.defer(() -> {
                    var batch = new ArrayList<ProducerRecord<String, byte[]>>(verdicts.size());
                    for (var verdict : verdicts) {
                        switch (verdict) {
                            case IntakeVerdict.Accepted accepted ->
                                batch.add(records.accepted(lane, source, accepted.event()));
                            case IntakeVerdict.Refused refused ->
                                batch.add(records.refused(source, receivedAt, refused));
                            case IntakeVerdict.Suppressed _ -> {}
                        }
                    }
                    return Acknowledgement.ofAll(producer, batch);
                })
                .onErrorMap(
                        org.apache.kafka.common.KafkaException.class,
                        fault -> new BrokerUnavailable("the event log did not take the write", fault));
    }
}
