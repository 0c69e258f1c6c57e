package io.tributary.segment.adapter.kafka.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.audit.ToldMemberships;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads a partition of the compacted topic once, from its beginning to where it ends now, and keeps the newest of each key. */
public final class MembershipTopic implements ToldMemberships {

    private static final int RECORDS = 2_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaClients clients;

    public MembershipTopic(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public Map<String, Map<String, Told>> latest(String tenant, int partition, Predicate<String> profiles) {
        var newest = new HashMap<String, Map<String, Told>>();
        try (var consumer = clients.groupless(RECORDS)) {
            read(consumer, partition, record -> take(record, tenant, profiles, newest));
        } catch (KafkaException e) {
            throw new StoreUnavailable("the memberships' topic does not answer", e);
        }
        return newest;
    }

    /** What to do with a record. */
    private interface Take {
        void record(ConsumerRecord<String, byte[]> record);
    }

    private static void read(KafkaConsumer<String, byte[]> consumer, int partition, Take take) {
        var whole = new TopicPartition(Topic.MEMBERSHIPS.wireName(), partition);
        consumer.assign(List.of(whole));
        consumer.seekToBeginning(List.of(whole));
        long end = consumer.endOffsets(List.of(whole)).getOrDefault(whole, 0L);
        long heard = System.nanoTime();
        while (consumer.position(whole) < end) {
            var records = consumer.poll(POLL);
            records.forEach(take::record);
            if (!records.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailable("the memberships' topic gives nothing");
            }
        }
    }

    private static void take(
            ConsumerRecord<String, byte[]> record,
            String tenant,
            Predicate<String> profiles,
            Map<String, Map<String, Told>> newest) {
        if (record.key() == null || !record.key().startsWith(tenant + '/')) {
            return;
        }
        var own = RecordKey.parse(record.key()).own();
        int profileEnd = own.indexOf('/');
        if (profileEnd < 0 || !profiles.test(own.substring(0, profileEnd))) {
            return;
        }
        var profile = own.substring(0, profileEnd);
        var segment = own.substring(profileEnd + 1);
        if (record.value() == null) {
            newest.computeIfPresent(profile, (id, told) -> without(told, segment));
        } else {
            newest.computeIfAbsent(profile, id -> new HashMap<>(4))
                    .put(segment, told(record, tenant, profile, segment));
        }
    }

    private static Map<String, Told> without(Map<String, Told> told, String segment) {
        told.remove(segment);
        return told;
    }

    private static Told told(ConsumerRecord<String, byte[]> record, String tenant, String profile, String segment) {
        try {
            var said = Membership.parseFrom(record.value());
            boolean isOfKey = said.getTenant().equals(tenant)
                    && said.getProfileId().equals(profile)
                    && said.getSegmentKey().equals(segment);
            return isOfKey
                    ? new Told(true, said.getMember(), said.getSince(), said.getStateVersion())
                    : Told.UNREADABLE;
        } catch (InvalidProtocolBufferException e) {
            return Told.UNREADABLE;
        }
    }
}
