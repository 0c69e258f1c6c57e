package io.tributary.segment.adapter.kafka.privacy;

import io.tributary.contracts.topic.Topic;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.privacy.Transit;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Reads from the broker how long the topics keep what they hold: a deleting topic its retention and, because only whole
 * segments go, as long again as a segment may stay open; a compacted one the longest that compaction may wait.
 */
public final class TopicTransit implements Transit {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Topic> DELETING =
            List.of(Topic.RESOLVED_EVENTS, Topic.PROFILE_COMMANDS, Topic.IDENTITY_CHANGES);

    private final KafkaClients clients;
    private final List<ConfigResource> topics;
    private final Clock realClock;

    /** The changelogs are those of the stores that hold what people did. */
    public TopicTransit(KafkaClients clients, List<String> changelogs, Clock realClock) {
        this.clients = clients;
        this.topics = Stream.concat(
                        DELETING.stream().map(Topic::wireName),
                        Stream.concat(changelogs.stream(), Stream.of(Topic.MEMBERSHIPS.wireName())))
                .map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it))
                .toList();
        this.realClock = realClock;
    }

    @Override
    public Instant expiresBy() {
        try (var admin = clients.admin()) {
            var configs = admin.describeConfigs(topics).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            long longest = configs.values().stream()
                    .mapToLong(TopicTransit::longest)
                    .max()
                    .orElse(0);
            return realClock.instant().plusMillis(longest);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new BrokerUnavailable("the retention of topics cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("stopped while reading the retention of topics", e);
        }
    }

    private static long longest(Config config) {
        if (config.get("cleanup.policy").value().contains("delete")) {
            long retention = number(config, "retention.ms");
            return retention + Math.min(retention, number(config, "segment.ms"));
        }
        return number(config, "max.compaction.lag.ms");
    }

    private static long number(Config config, String name) {
        return Long.parseLong(config.get(name).value());
    }
}
