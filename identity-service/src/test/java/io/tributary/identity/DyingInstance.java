package io.tributary.identity;

import io.tributary.contracts.topic.Topic;
import io.tributary.identity.adapter.kafka.KafkaSender;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A second instance of the service in a process of its own, which ends as {@code kill -9} would end it: after a batch was
 * committed, before anything of it was written to Kafka.
 */
final class DyingInstance {

    static final String DIES_AFTER = "tributary.dies-after";
    static final int EXIT = 137;

    private DyingInstance() {}

    public static void main(String[] arguments) {
        new SpringApplication(IdentityApplication.class, Mortal.class).run(arguments);
    }

    /** A producer that does not come back. It carries no annotation, so that no other instance of a test finds it. */
    static final class Mortal {

        @Bean
        @Primary
        static KafkaSender mortalSender(@Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
            return new KafkaSender(new MortalProducer(bootstrap, Long.getLong(DIES_AFTER, Long.MAX_VALUE)));
        }
    }

    private static final class MortalProducer extends KafkaProducer<String, byte[]> {

        private final AtomicLong resolved = new AtomicLong();
        private final long limit;

        MortalProducer(String bootstrap, long limit) {
            super(
                    Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5),
                    new StringSerializer(),
                    new ByteArraySerializer());
            this.limit = limit;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            return send(record, null);
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
            // Whole batches are sent at once, so the first record beyond the limit is some batch's, and those before it
            // in
            // that batch are written or not: both happen when a process is killed.
            if (record.topic().equals(Topic.RESOLVED_EVENTS.wireName()) && resolved.incrementAndGet() > limit) {
                Runtime.getRuntime().halt(EXIT);
            }
            return super.send(record, callback);
        }
    }
}
