package io.tributary.identity.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the topics are there with the installation's partition count before anything reads or writes. A topic
 * with another count stops the start: keys would no longer meet in one partition.
 */
public final class TopicsReady {

    private static final Logger LOG = LoggerFactory.getLogger(TopicsReady.class);

    private final Map<String, Object> adminSettings;
    private final int partitions;
    private final short replicationFactor;
    private final Duration patience;

    /**
     * @param patience how long to wait for a broker that is not there yet
     */
    public TopicsReady(Map<String, Object> adminSettings, int partitions, short replicationFactor, Duration patience) {
        this.adminSettings = Map.copyOf(adminSettings);
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
        this.patience = patience;
    }

    /** Blocks until all topics are there, or throws an {@link IllegalStateException} that says what is wrong. */
    public void ensure(List<Topic> topics) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (var admin = Admin.create(adminSettings)) {
            while (true) {
                try {
                    create(admin, topics);
                    return;
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                        throw new IllegalStateException("Kafka does not let this service prepare its topics", e);
                    }
                    // The client itself waits for the broker, so this loop turns once in some seconds.
                    LOG.info("waiting for Kafka");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while preparing the topics", e);
        }
    }

    private void create(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        var known = admin.listTopics().names().get();
        for (var topic : topics) {
            if (!known.contains(topic.wireName())) {
                createOne(admin, topic);
            }
        }
        var names = topics.stream().map(Topic::wireName).toList();
        check(admin.describeTopics(names).allTopicNames().get().values());
    }

    private void createOne(Admin admin, Topic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(
                            new NewTopic(topic.wireName(), partitions, replicationFactor).configs(topic.settings())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            // Every service creates what it uses; another one was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void check(Collection<TopicDescription> topics) {
        for (var topic : topics) {
            int found = topic.partitions().size();
            if (found != partitions) {
                throw new IllegalStateException("Topic " + topic.name() + " has " + found + " partitions, but"
                        + " cdp.kafka.partitions says " + partitions
                        + ". The count is fixed at installation; set it back"
                        + " or migrate the topics.");
            }
        }
    }
}
