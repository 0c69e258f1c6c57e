package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.Topic;
import io.tributary.segment.list.KnownContacts;
import io.tributary.segment.list.ListedPeople;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/** Asks the group that reads contacts for lists how far it is; it begins anew some seconds after a tenant's first list. */
public final class KafkaKnownContacts implements KnownContacts {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final KafkaClients clients;
    private final int partitions;
    private final ListedPeople people;

    public KafkaKnownContacts(KafkaClients clients, int partitions, ListedPeople people) {
        this.clients = clients;
        this.partitions = partitions;
        this.people = people;
    }

    @Override
    public boolean settle() {
        try (var reach = new IndexReach(clients, Topic.CONTACTS.wireName(), partitions)) {
            return settles(reach, reach.ends());
        } catch (BrokerUnavailable e) {
            // What is known is known all the same, and it is said that there may be more.
            return false;
        }
    }

    private boolean settles(IndexReach reach, Map<TopicPartition, Long> ends) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!reach.hasPassed(ends, ListSink.group(people.newestTenant()))) {
            if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }
}
