package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a compacted topic for as long as the service runs: every instance all of it, from the beginning, in the order of
 * each key. A fault starts over, so a record may be handed over again.
 */
final class CompactedView {

    private static final Logger LOG = LoggerFactory.getLogger(CompactedView.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final Topic topic;
    private final Consumer<ConsumerRecord<String, byte[]>> take;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch current = new CountDownLatch(1);
    private final Thread thread;

    CompactedView(KafkaClients clients, Topic topic, Consumer<ConsumerRecord<String, byte[]>> take) {
        this.clients = clients;
        this.topic = topic;
        this.take = take;
        this.thread = Thread.ofPlatform().name("view-" + topic.wireName()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Whether the topic has been read to its end at least once. */
    boolean isCurrent() {
        return current.getCount() == 0;
    }

    void stop() throws InterruptedException {
        stopping.countDown();
        if (thread.isAlive()) {
            thread.join(CLOSING);
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (var consumer = clients.groupless(500)) {
                read(consumer);
            } catch (KafkaException e) {
                LOG.warn("a topic cannot be read, trying again topic={} reason={}", topic.wireName(), e.getMessage());
                pause();
            } catch (RuntimeException e) {
                // The thread's top: the view stays as it is and the topic is read anew.
                LOG.error("a topic cannot be read topic={}", topic.wireName(), e);
                pause();
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic.wireName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (stopping.getCount() > 0) {
            consumer.poll(POLL).forEach(take);
            if (!isCurrent()
                    && ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue())) {
                current.countDown();
            }
        }
    }

    private void pause() {
        try {
            stopping.await(BACKOFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
