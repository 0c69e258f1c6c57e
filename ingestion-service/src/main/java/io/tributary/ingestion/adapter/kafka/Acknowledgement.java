package io.tributary.ingestion.adapter.kafka;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;

/** Completes when the broker has acknowledged every record, and fails with the first that it did not. */
final class Acknowledgement {

    private Acknowledgement() {}

    static Mono<Void> ofAll(Producer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return Mono.empty();
        }
        return Mono.create(sink -> {
            var missing = new AtomicInteger(records.size());
            for (var record : records) {
                try {
                    // The callback says all that the future would.
                    var ignored = producer.send(record, (metadata, fault) -> {
                        if (fault != null) {
                            sink.error(fault);
                        } else if (missing.decrementAndGet() == 0) {
                            sink.success();
                        }
                    });
                } catch (KafkaException fault) {
                    sink.error(fault);
                    return;
                }
            }
        });
    }
}
