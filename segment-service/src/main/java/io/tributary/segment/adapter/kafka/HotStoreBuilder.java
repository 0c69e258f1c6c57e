package io.tributary.segment.adapter.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds {@link HotProfiles} for each task: never logged, because the store below is. */
record HotStoreBuilder(String name, long maxBytes, CommitPace pace) implements StoreBuilder<HotProfiles> {

    @Override
    public HotProfiles build() {
        return new HotProfiles(name, maxBytes, pace);
    }

    @Override
    public StoreBuilder<HotProfiles> withCachingEnabled() {
        throw new UnsupportedOperationException("it is a cache");
    }

    @Override
    public StoreBuilder<HotProfiles> withCachingDisabled() {
        throw new UnsupportedOperationException("it is a cache");
    }

    @Override
    public StoreBuilder<HotProfiles> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the store below is logged");
    }

    @Override
    public StoreBuilder<HotProfiles> withLoggingDisabled() {
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }
}
