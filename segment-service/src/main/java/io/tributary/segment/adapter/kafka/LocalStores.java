package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.audit.StoredProfiles;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of the tasks that run in this process; never those of a standby, which may be behind. */
public final class LocalStores implements StoredProfiles {

    private final Supplier<@Nullable KafkaStreams> running;
    private final int partitions;

    /** @param running the topology's run, null while there is none */
    public LocalStores(Supplier<@Nullable KafkaStreams> running, int partitions) {
        this.running = running;
        this.partitions = partitions;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public int partitionOf(String tenant, String profileId) {
        return SegmentTopology.partitionOf(
                RecordKey.ofMembership(tenant, profileId, "").text(), partitions);
    }

    @Override
    public boolean isHere(int partition) {
        try {
            return asking(SegmentTopology.PROFILE_STORE, partition, store -> true);
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    @Override
    public List<Stored> after(String tenant, int partition, String afterId, int limit) {
        var from = new RecordKey(tenant, afterId).text();
        var judged = judged(tenant, partition);
        var packed = asking(SegmentTopology.PROFILE_STORE, partition, store -> {
            var found = new ArrayList<byte[]>();
            try (var entries = store.range(from, tenant + (char) ('/' + 1))) {
                while (entries.hasNext() && found.size() < limit) {
                    var entry = entries.next();
                    if (!entry.key.equals(from)) {
                        found.add(entry.value);
                    }
                }
            }
            return found;
        });
        return packed.stream().map(it -> stored(partition, it, judged)).toList();
    }

    @Override
    public Optional<Stored> find(String tenant, int partition, String profileId) {
        var key = new RecordKey(tenant, profileId).text();
        var judged = judged(tenant, partition);
        return asking(SegmentTopology.PROFILE_STORE, partition, store -> Optional.ofNullable(store.get(key)))
                .map(it -> stored(partition, it, judged));
    }

    /** By which definitions everybody was judged; asked for before the states are, which are no older then. */
    private @Nullable Long judged(String tenant, int partition) {
        return asking(SegmentTopology.JUDGED_STORE, partition, store -> Optional.ofNullable(store.get(tenant)))
                .map(JudgedTenants::read)
                .orElse(null);
    }

    private Stored stored(int partition, byte[] packed, @Nullable Long judged) {
        var state = ProfileState.decode(packed);
        if (judged != null) {
            state.standsBy(judged);
        }
        var key = new RecordKey(state.tenant(), state.profileId()).text();
        var posts = asking(SegmentTopology.SIGNPOST_STORE, partition, store -> SignpostCodec.decode(store.get(key)));
        return new Stored(state, posts.awaitsPast());
    }

    private <T> T asking(String name, int partition, Function<ReadOnlyKeyValueStore<String, byte[]>, T> question) {
        var streams = running.get();
        if (streams == null) {
            throw new StoreUnavailable("the topology does not run");
        }
        try {
            return question.apply(streams.store(
                    StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, byte[]>keyValueStore())
                            .withPartition(partition)));
        } catch (InvalidStateStoreException e) {
            throw new StoreUnavailable("a store of the topology is not here", e);
        }
    }
}
