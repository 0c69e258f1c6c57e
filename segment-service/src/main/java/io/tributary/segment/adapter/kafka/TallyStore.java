package io.tributary.segment.adapter.kafka;

import org.apache.kafka.streams.state.KeyValueStore;

/** Adds to a task's counts, in the transaction of the event that is counted. */
record TallyStore(KeyValueStore<String, byte[]> store) {

    void add(String tenant, Tally tally) {
        store.put(tenant, Tally.decode(store.get(tenant)).plus(tally).encode());
    }
}
