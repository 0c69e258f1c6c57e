package io.tributary.segment.adapter.kafka;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Gives the way to the profiles a name, so that first copies and unreadable records can part. */
final class PassOn extends ContextualProcessor<String, byte[], String, byte[]> {

    @Override
    public void process(Record<String, byte[]> record) {
        context().forward(record);
    }
}
