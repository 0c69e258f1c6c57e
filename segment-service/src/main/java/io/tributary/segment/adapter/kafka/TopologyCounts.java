package io.tributary.segment.adapter.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/**
 * Reads what the tasks of this process have counted, by tenant. The counts live in stores that commit together with the
 * events, so they are exact over crashes; several instances add up.
 */
public final class TopologyCounts {

    private TopologyCounts() {}

    /** The counts by tenant; empty while the stores are not there (starting, rebalancing). */
    public static Map<String, Tally> read(KafkaStreams streams) {
        var counts = new HashMap<String, Tally>();
        try {
            for (var name : List.of(SegmentTopology.DEDUP_COUNTS, SegmentTopology.PROFILE_COUNTS)) {
                var store = streams.store(StoreQueryParameters.fromNameAndType(
                        name, QueryableStoreTypes.<String, byte[]>keyValueStore()));
                try (var entries = store.all()) {
                    entries.forEachRemaining(it -> counts.merge(it.key, Tally.decode(it.value), Tally::plus));
                }
            }
            return counts;
        } catch (InvalidStateStoreException e) {
            return Map.of();
        }
    }
}
