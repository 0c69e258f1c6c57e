package io.tributary.activation.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes sure that the topics exist as the installation wants them. Another partition count is never changed here: keys
 * would move, so the start is refused in words.
 */
public final class TopicsReady {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private final int partitions;
    private final short replicationFactor;

    public TopicsReady(Map<String, Object> settings, int partitions, short replicationFactor) {
        this.settings = Map.copyOf(settings);
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /** How an attempt ended. */
    public sealed interface Readiness {

        record Ready() implements Readiness {}

        /** The broker did not answer: try again. */
        record NotYet(String reason) implements Readiness {}

        /** A person must act. */
        record Refused(String reason) implements Readiness {}
    }

    public Readiness ensure(Collection<Topic> topics) {
        try (var admin = Admin.create(settings)) {
            create(admin, topics);
            return check(describe(admin, topics));
        } catch (ExecutionException | TimeoutException e) {
            return new Readiness.NotYet(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Readiness.NotYet("interrupted");
        }
    }

    private void create(Admin admin, Collection<Topic> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        var existing = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        for (var topic : topics) {
            if (!existing.contains(topic.wireName())) {
                createOne(admin, topic);
            }
        }
    }

    private void createOne(Admin admin, Topic topic) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            admin.createTopics(List.of(
                            new NewTopic(topic.wireName(), partitions, replicationFactor).configs(topic.settings())))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // Another service was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, Collection<Topic> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin.describeTopics(topics.stream().map(Topic::wireName).toList())
                .allTopicNames()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Readiness check(Map<String, TopicDescription> found) {
        var wrong = found.values().stream()
                .filter(it -> it.partitions().size() != partitions)
                .map(it -> it.name() + " has " + it.partitions().size())
                .sorted()
                .collect(Collectors.joining(", "));
        return wrong.isEmpty()
                ? new Readiness.Ready()
                : new Readiness.Refused("cdp.kafka.partitions is " + partitions + ", but " + wrong
                        + ". Set it to what the installation was made with; changing it is a migration.");
    }
}
