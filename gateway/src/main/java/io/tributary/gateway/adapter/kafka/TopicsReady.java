package io.tributary.gateway.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the topics that are missing before anything reads or writes them, and refuses to start when one has another
 * number of partitions than the installation: keys would then land elsewhere in each service.
 */
public final class TopicsReady implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicsReady.class);

    private final String bootstrap;
    private final List<Topic> topics;
    private final int partitions;
    private final short replicationFactor;
    private final Duration patience;
    private volatile boolean running;

    public TopicsReady(
            String bootstrap, List<Topic> topics, int partitions, short replicationFactor, Duration patience) {
        this.bootstrap = bootstrap;
        this.topics = List.copyOf(topics);
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
        this.patience = patience;
    }

    @Override
    public void start() {
        long giveUp = System.nanoTime() + patience.toNanos();
        try (var admin = Admin.create(settings())) {
            while (!tried(admin, giveUp)) {
                LOG.info("the broker at {} does not answer yet", bootstrap);
            }
        }
        running = true;
    }

    /** Each attempt takes up to the client's own time limit, so there is nothing to sleep for between two. */
    private boolean tried(Admin admin, long giveUp) {
        try {
            create(admin, missing(admin));
            check(admin);
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > giveUp) {
                throw new KafkaException("the topics cannot be made ready at " + bootstrap, e.getCause());
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while making the topics ready", e);
        }
    }

    private Collection<NewTopic> missing(Admin admin) throws ExecutionException, InterruptedException {
        var there = admin.listTopics().names().get();
        return topics.stream()
                .filter(it -> !there.contains(it.wireName()))
                .map(it -> new NewTopic(it.wireName(), partitions, replicationFactor).configs(it.settings()))
                .toList();
    }

    private static void create(Admin admin, Collection<NewTopic> missing)
            throws ExecutionException, InterruptedException {
        for (var result : admin.createTopics(missing).values().values()) {
            try {
                result.get();
            } catch (ExecutionException e) {
                // Another service was faster.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void check(Admin admin) throws ExecutionException, InterruptedException {
        var names = topics.stream().map(Topic::wireName).toList();
        for (var topic : admin.describeTopics(names).allTopicNames().get().values()) {
            int found = topic.partitions().size();
            if (found != partitions) {
                throw new IllegalStateException("topic " + topic.name() + " has " + found
                        + " partitions and this installation has cdp.kafka.partitions=" + partitions
                        + "; set the option to what the topics have, or move the topics");
            }
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before listeners and the web server, which have the highest phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
