package io.tributary.ingestion.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import io.tributary.ingestion.person.PersonRequest;
import io.tributary.ingestion.person.Settled;
import io.tributary.ingestion.person.Transit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says about the topics on which a person's data travels: whether the table of bad rows has all that was there
 * when a stage was asked for, and until when a record may lie there. A log is deleted by segments, so a record stays for the
 * retention and for as long as its segment is written to.
 */
public final class BrokerState implements Settled, Transit {

    private static final List<Topic> OF_PEOPLE = List.of(Topic.EVENTS, Topic.EVENTS_BULK, Topic.BAD_ROWS);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Admin admin;
    private final String archive;
    private final InstantSource realClock;

    /** @param archive the group that brings bad rows into their table */
    public BrokerState(Admin admin, String archive, InstantSource realClock) {
        this.admin = admin;
        this.archive = archive;
        this.realClock = realClock;
    }

    @Override
    public Optional<String> waitsFor(PersonRequest request) {
        var partitions =
                AdminAnswers.get(admin.describeTopics(List.of(Topic.BAD_ROWS.wireName()))
                                .allTopicNames())
                        .values()
                        .stream()
                        .flatMap(it ->
                                it.partitions().stream().map(part -> new TopicPartition(it.name(), part.partition())))
                        .toList();
        var since = AdminAnswers.offsets(
                admin, partitions, OffsetSpec.forTimestamp(request.askedAt().toEpochMilli()));
        var ends = AdminAnswers.offsets(admin, partitions, OffsetSpec.latest());
        var starts = AdminAnswers.offsets(admin, partitions, OffsetSpec.earliest());
        var committed = AdminAnswers.get(admin.listConsumerGroupOffsets(archive).partitionsToOffsetAndMetadata());
        long behind = partitions.stream()
                .filter(it -> {
                    long known = since.getOrDefault(it, -1L);
                    long until = known < 0 ? ends.getOrDefault(it, 0L) : known;
                    return until > starts.getOrDefault(it, 0L) && offset(committed.get(it)) < until;
                })
                .count();
        return behind == 0
                ? Optional.empty()
                : Optional.of("bad rows of " + behind + " partitions are not in their table yet");
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public Instant expiresBy() {
        var topics = OF_PEOPLE.stream()
                .map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it.wireName()))
                .toList();
        var longest = AdminAnswers.get(admin.describeConfigs(topics).all()).values().stream()
                .map(BrokerState::lifetime)
                .max(Duration::compareTo)
                .orElse(FOR_EVER);
        return realClock.instant().plus(longest);
    }

    private static Duration lifetime(Config topic) {
        var retention = millis(topic, TopicConfig.RETENTION_MS_CONFIG);
        var life = retention.plus(millis(topic, TopicConfig.SEGMENT_MS_CONFIG));
        return life.compareTo(FOR_EVER) > 0 ? FOR_EVER : life;
    }

    private static Duration millis(Config topic, String name) {
        long millis = Long.parseLong(topic.get(name).value());
        return millis < 0 || millis > FOR_EVER.toMillis() ? FOR_EVER : Duration.ofMillis(millis);
    }
}
