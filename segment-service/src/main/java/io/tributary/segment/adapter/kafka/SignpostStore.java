package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.redirect.Signposts;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps signposts for ever, apart from the states that come and go. */
record SignpostStore(KeyValueStore<String, byte[]> store) {

    Signposts of(RecordKey key) {
        return SignpostCodec.decode(store.get(key.text()));
    }

    void put(RecordKey key, Signposts signposts) {
        store.put(key.text(), SignpostCodec.encode(signposts));
    }
}
