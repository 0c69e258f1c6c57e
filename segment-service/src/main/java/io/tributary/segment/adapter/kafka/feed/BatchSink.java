package io.tributary.segment.adapter.kafka.feed;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where batches of a topic go. A batch may come twice, so taking it is idempotent. Fails with {@code StoreUnavailable}
 * to get the same batch again later, and with {@code TargetLost} to start from the topic's beginning.
 */
public interface BatchSink extends AutoCloseable {

    /** Makes the target ready and names the consumer group whose position belongs to it. */
    String open();

    /** Whether the target that {@link #open} named is still there; a feed without traffic asks now and then. */
    boolean isOpen(String group);

    void take(List<ConsumerRecord<String, byte[]>> batch);

    /**
     * Takes the beginning of a batch, for a sink that may be long at work: returns how many records are done with and can be
     * committed. After less than all of them the feed polls, which keeps it in its group, and comes back with the rest.
     */
    default int takeSome(List<ConsumerRecord<String, byte[]>> batch) {
        take(batch);
        return batch.size();
    }

    /** Nothing waits any more: makes what was taken visible. */
    void settle();

    /** The feed has stopped. */
    @Override
    default void close() {}
}
