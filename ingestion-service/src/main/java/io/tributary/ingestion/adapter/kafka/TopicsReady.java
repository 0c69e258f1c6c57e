package io.tributary.ingestion.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the topics that this service uses and that are missing, before anything reads or writes them. Refuses to start
 * when one has another partition count than the installation: keys would land in different places.
 */
public final class TopicsReady implements SmartLifecycle {

    /** How the installation lays its topics out, and how long to wait for a broker. */
    public record Layout(int partitions, short replicationFactor, Duration patience) {}

    private static final Logger LOG = LoggerFactory.getLogger(TopicsReady.class);
    private static final List<Topic> TOPICS = List.of(
            Topic.EVENTS,
            Topic.EVENTS_BULK,
            Topic.BAD_ROWS,
            Topic.SOURCES,
            Topic.TENANTS,
            Topic.SUPPRESSIONS,
            Topic.TRACKING_PLANS,
            Topic.REQUESTS,
            Topic.RECEIPTS);

    private final Map<String, Object> adminSettings;
    private final Layout layout;
    private final LongSupplier nanoTime;
    private volatile boolean ready;

    public TopicsReady(Map<String, Object> adminSettings, Layout layout, LongSupplier nanoTime) {
        this.adminSettings = Map.copyOf(adminSettings);
        this.layout = layout;
        this.nanoTime = nanoTime;
    }

    @Override
    public void start() {
        long began = nanoTime.getAsLong();
        try (var admin = Admin.create(adminSettings)) {
            while (!ready) {
                ready = tryOnce(admin, Duration.ofNanos(nanoTime.getAsLong() - began));
            }
        }
    }

    /** The client itself waits and retries for its request time-out, so there is no pause of ours between attempts. */
    private boolean tryOnce(Admin admin, Duration waited) {
        try {
            var existing = admin.listTopics().names().get();
            createMissing(admin, existing);
            checkPartitions(
                    admin.describeTopics(TOPICS.stream().map(Topic::wireName).toList())
                            .allTopicNames()
                            .get());
            return true;
        } catch (ExecutionException e) {
            if (waited.compareTo(layout.patience()) > 0) {
                throw new IllegalStateException(
                        "no Kafka broker answered within " + layout.patience().toSeconds()
                                + " s: is cdp.kafka.bootstrap right, and is it running?",
                        e.getCause());
            }
            LOG.info("waiting for the Kafka broker");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the Kafka broker", e);
        }
    }

    private void createMissing(Admin admin, java.util.Set<String> existing)
            throws ExecutionException, InterruptedException {
        var missing = new ArrayList<NewTopic>();
        for (var topic : TOPICS) {
            if (!existing.contains(topic.wireName())) {
                missing.add(new NewTopic(topic.wireName(), layout.partitions(), layout.replicationFactor())
                        .configs(topic.settings()));
            }
        }
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
                LOG.info("created topic {} with {} partitions", creation.getKey(), layout.partitions());
            } catch (ExecutionException e) {
                // Another service was faster; its partition count is checked like any other.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void checkPartitions(Map<String, TopicDescription> topics) {
        var wrong = topics.values().stream()
                .filter(it -> it.partitions().size() != layout.partitions())
                .map(it -> it.name() + " has " + it.partitions().size())
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("this installation has " + layout.partitions()
                    + " partitions (cdp.kafka.partitions), but " + wrong
                    + ". Set the number the topics have, or migrate them.");
        }
    }

    @Override
    public void stop() {
        ready = false;
    }

    @Override
    public boolean isRunning() {
        return ready;
    }

    @Override
    public int getPhase() {
        return KafkaPhases.TOPICS;
    }
}
