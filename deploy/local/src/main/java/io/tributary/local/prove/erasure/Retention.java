package io.tributary.local.prove.erasure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Shortens the retention of every topic of the suite from days to seconds, with the broker's own interface, as who runs an
 * installation may do at any time; closing puts back what was there.
 */
final class Retention implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String POLICY = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String FOREVER = "-1";
    /** Expired segments are gone, and so are their files, a moment after. */
    private static final Map<String, String> DELETED = Map.of("segment.ms", "1000", "file.delete.delay.ms", "1000");

    /** A tombstone is enough to be compacted at once, and goes itself a moment later. */
    private static final Map<String, String> COMPACTED = Map.of(
            "segment.ms", "1000",
            "file.delete.delay.ms", "1000",
            "min.cleanable.dirty.ratio", "0.001",
            "min.compaction.lag.ms", "0",
            "max.compaction.lag.ms", "1000",
            "delete.retention.ms", "1000");

    private final Admin admin;
    private final Map<ConfigResource, Collection<AlterConfigOp>> undo = new HashMap<>();
    private final List<TopicPartition> deleted = new ArrayList<>();

    private Retention(String bootstrap) {
        this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap));
    }

    static Retention of(String bootstrap, Duration retention) {
        var shortened = new Retention(bootstrap);
        shortened.shorten(retention);
        return shortened;
    }

    private void shorten(Duration retention) {
        var topics =
                await(admin.describeTopics(await(admin.listTopics().names())).allTopicNames());
        var resources = topics.keySet().stream()
                .map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it))
                .toList();
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        await(admin.describeConfigs(resources).all()).forEach((topic, config) -> {
            var wanted = new HashMap<>(settings(config.get(POLICY).value()));
            // What is passed on within the topology is deleted when it is read, however old it is.
            boolean expires = config.get(POLICY).value().equals("delete")
                    && !config.get(RETENTION).value().equals(FOREVER);
            if (expires) {
                wanted.put(RETENTION, Long.toString(retention.toMillis()));
                Optional.ofNullable(topics.get(topic.name()))
                        .map(Retention::partitions)
                        .ifPresent(deleted::addAll);
            }
            changes.put(topic, operations(wanted));
            undo.put(
                    topic,
                    wanted.keySet().stream().map(it -> undone(config.get(it))).toList());
        });
        await(admin.incrementalAlterConfigs(changes).all());
    }

    private static Map<String, String> settings(String policy) {
        return policy.contains("compact") ? COMPACTED : DELETED;
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(it -> new TopicPartition(topic.name(), it.partition()))
                .toList();
    }

    private static Collection<AlterConfigOp> operations(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(it -> new AlterConfigOp(new ConfigEntry(it.getKey(), it.getValue()), OpType.SET))
                .toList();
    }

    /** What the topic itself said before, or what it took from the broker. */
    private static AlterConfigOp undone(ConfigEntry before) {
        boolean itsOwn = before.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
        return new AlterConfigOp(
                new ConfigEntry(before.name(), itsOwn ? before.value() : ""), itsOwn ? OpType.SET : OpType.DELETE);
    }

    /** Where the topics that expire end now. */
    Map<TopicPartition, Long> ends() {
        return offsets(OffsetSpec.latest());
    }

    /** Waits until nothing that was there is there any more; returns whether it is so. */
    boolean expired(Map<TopicPartition, Long> ends, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!begunBehind(ends)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        return true;
    }

    private boolean begunBehind(Map<TopicPartition, Long> ends) {
        var begins = offsets(OffsetSpec.earliest());
        return ends.entrySet().stream().allMatch(it -> begins.getOrDefault(it.getKey(), 0L) >= it.getValue());
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec which) {
        var wanted = deleted.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        return await(admin.listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not answer about its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        await(admin.incrementalAlterConfigs(undo).all());
        admin.close();
    }
}
