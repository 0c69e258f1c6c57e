package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.Topic;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guarantees that the topics this service uses are there with the installation's partition count before anything reads
 * or writes them. Another count stops the start in words: changing it is a migration, not a setting.
 */
public final class TopicsReady {

    private static final Logger LOG = LoggerFactory.getLogger(TopicsReady.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /** Everything this service reads or writes. */
    public static final List<Topic> USED = List.of(
            Topic.RESOLVED_EVENTS,
            Topic.IDENTITY_CHANGES,
            Topic.CONTACTS,
            Topic.SEGMENTS,
            Topic.COMPUTED_TRAITS,
            Topic.PROFILE_COMMANDS,
            Topic.MEMBERSHIPS,
            Topic.REACHABILITY,
            Topic.TENANTS,
            Topic.SOURCES,
            Topic.BAD_ROWS,
            Topic.REQUESTS,
            Topic.RECEIPTS);

    private final KafkaClients clients;
    private final int partitions;
    private final short replicationFactor;

    public TopicsReady(KafkaClients clients, int partitions, int replicationFactor) {
        this.clients = clients;
        this.partitions = partitions;
        this.replicationFactor = (short) replicationFactor;
    }

    /** Tries for {@code patience}, because the broker may be started after us; then gives up with the reason. */
    public void await(Duration patience) throws InterruptedException {
        long tries = Math.max(1, patience.dividedBy(BETWEEN_TRIES));
        try (var admin = clients.admin()) {
            for (long attempt = 1; ; attempt++) {
                try {
                    create(admin);
                    check(admin);
                    return;
                } catch (ExecutionException e) {
                    if (attempt >= tries) {
                        throw new BrokerUnavailable("the topics could not be made ready within " + patience, e);
                    }
                    LOG.info("the broker does not answer yet, trying again attempt={}", attempt);
                    new CountDownLatch(1).await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    private void create(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        var missing =
                USED.stream().filter(it -> !present.contains(it.wireName())).toList();
        var created = admin.createTopics(missing.stream()
                .map(it -> new NewTopic(it.wireName(), partitions, replicationFactor).configs(it.settings()))
                .toList());
        for (var outcome : created.values().values()) {
            try {
                outcome.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void check(Admin admin) throws ExecutionException, InterruptedException {
        var names = USED.stream().map(Topic::wireName).collect(Collectors.toSet());
        for (var topic : admin.describeTopics(names).allTopicNames().get().values()) {
            if (topic.partitions().size() != partitions) {
                throw new IllegalStateException("the topic " + topic.name() + " has "
                        + topic.partitions().size() + " partitions, the installation is configured for " + partitions
                        + ": set cdp.kafka.partitions to what the topics have, or migrate them");
            }
        }
    }
}
