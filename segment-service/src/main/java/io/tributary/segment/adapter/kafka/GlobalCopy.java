package io.tributary.segment.adapter.kafka;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Copies a compacted topic into its global store and moves the revision, so that tasks look again. */
final class GlobalCopy implements Processor<String, byte[], Void, Void> {

    private final String storeName;
    private final TopologyProgress progress;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    GlobalCopy(String storeName, TopologyProgress progress) {
        this.storeName = storeName;
        this.progress = progress;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (store != null && context != null) {
            store.put(record.key(), record.value());
            progress.definitionsChanged();
            context.recordMetadata().ifPresent(progress::heard);
        }
    }
}
