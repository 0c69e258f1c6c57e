package io.tributary.embedded.kafka;

import io.tributary.embedded.server.AheadOfTime;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.RunningServer;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the ahead-of-time cache of the broker: start, one topic, a few hundred records, stop. */
public final class KafkaTraining {

    private static final int RECORDS = 300;

    private final Workshop workshop;
    private final Path programs;

    /** Trains with the jars of this prepared folder. */
    public KafkaTraining(Workshop workshop, Path programs) {
        this.workshop = workshop;
        this.programs = programs;
    }

    /** The options with the cache, trained now if it was not before. */
    public JvmOptions trained(JvmOptions options) throws IOException {
        String key = programs.toString() + '|' + options.cacheKey();
        return options.with(new AheadOfTime(workshop)
                .flags(KafkaRecipe.NAME, key, (flags, scratch) -> train(options.with(flags), scratch)));
    }

    private void train(JvmOptions options, Path scratch) throws IOException {
        KafkaRecipe recipe = new KafkaRecipe(workshop.jdk(), programs, scratch, PortPlan.from(0), options);
        RunningServer kafka = new RunningServer(recipe, workshop.children(), scratch);
        kafka.launch();
        try {
            kafka.awaitReady(Duration.ofMinutes(2));
            exercise(recipe.address());
        } finally {
            kafka.stop(AheadOfTime.DUMP_LIMIT);
        }
    }

    private static void exercise(String bootstrap) throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        try (Admin admin = Admin.create(settings);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            NewTopic topic = new NewTopic("training", Optional.of(4), Optional.empty());
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            byte[] value = "{\"training\":true}".getBytes(StandardCharsets.UTF_8);
            for (int record = 0; record < RECORDS; record++) {
                producer.send(new ProducerRecord<>("training", value)).get(30, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("the training broker did not take records", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while training").initCause(interrupted);
        }
    }
}
