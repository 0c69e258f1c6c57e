package io.tributary.segment.adapter.kafka.feed;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A sink that may be long at work on one record, whose target is never lost and has one group for ever. */
public interface SteppedSink extends BatchSink {

    @Override
    default boolean isOpen(String group) {
        return true;
    }

    @Override
    default void take(List<ConsumerRecord<String, byte[]>> batch) {
        for (int taken = 0; taken < batch.size(); ) {
            taken += takeSome(batch.subList(taken, batch.size()));
        }
    }

    @Override
    int takeSome(List<ConsumerRecord<String, byte[]>> batch);
}
