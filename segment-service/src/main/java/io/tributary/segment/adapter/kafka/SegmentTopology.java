package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The whole topology: the first copies of resolved events, keyed by message, are re-partitioned by profile and meet
 * everything else that is keyed by profile. Only plain key-value stores, so Kafka's stream time decides nothing.
 */
public final class SegmentTopology {

    /** States by profile; the value is {@code ProfileState.encode}, a deleted profile a tombstone of the changelog. */
    public static final String PROFILE_STORE = "profiles";

    /** Signposts by profile; the value is read by {@link SignpostCodec}. */
    public static final String SIGNPOST_STORE = "signposts";

    /** By which definitions everybody of a tenant was judged; the value is read by {@link JudgedTenants}. */
    static final String JUDGED_STORE = "judged-tenants";

    static final String HOT_STORE = "hot-profiles";
    static final String REBUILD_STORE = "rebuilds";
    static final String SEEN_STORE = "seen";
    static final String TIMER_STORE = "timers";
    static final String SEGMENT_STORE = "segments";
    static final String TRAIT_STORE = "computed-traits";
    static final String TENANT_STORE = "tenants";
    static final String DEDUP_COUNTS = "dedup-counts";
    static final String PROFILE_COUNTS = "profile-counts";

    static final String PASSED = "passed";
    static final String UNREADABLE_EVENTS = "unreadable-events";
    static final String UNREADABLE_INPUTS = "unreadable-inputs";
    static final String MEMBERSHIPS = "memberships";
    static final String COMMANDS = "commands";
    static final String ROUTED = "routed";
    static final String REPARTITION_SUFFIX = "-applied-repartition";

    private static final String FIRST_COPIES = "first-copies";
    private static final String PROFILES = "profile";
    private static final Serde<String> KEYS = Serdes.String();
    private static final Serde<byte[]> VALUES = Serdes.ByteArray();

    /** Restore time follows the number of changelog records, so old ones go early. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "67108864", "min.cleanable.dirty.ratio", "0.2", "max.compaction.lag.ms", "600000");

    private SegmentTopology() {}

    /** Builds the topology for an installation. */
    public static Topology build(TopologySettings settings) {
        var builder = new StreamsBuilder();
        addStores(builder);
        builder.addStateStore(
                new HotStoreBuilder(HOT_STORE, settings.hotBytes() / settings.partitions(), settings.pace()));
        addGlobal(builder, SEGMENT_STORE, Topic.SEGMENTS, settings.progress());
        addGlobal(builder, TRAIT_STORE, Topic.COMPUTED_TRAITS, settings.progress());
        addGlobal(builder, TENANT_STORE, Topic.TENANTS, settings.progress());
        var inputs = List.of(
                Topic.IDENTITY_CHANGES.wireName(),
                Topic.CONTACTS.wireName(),
                Topic.REACHABILITY.wireName(),
                Topic.PROFILE_COMMANDS.wireName());
        builder.stream(
                        Topic.RESOLVED_EVENTS.wireName(),
                        Consumed.with(KEYS, VALUES).withName("resolved-events"))
                .process(() -> new FirstCopies(settings), Named.as(FIRST_COPIES), SEEN_STORE, DEDUP_COUNTS)
                .process(PassOn::new, Named.as(PASSED))
                .repartition(Repartitioned.with(KEYS, VALUES)
                        .withName("applied")
                        .withNumberOfPartitions(settings.partitions()))
                .merge(builder.stream(inputs, Consumed.with(KEYS, VALUES).withName("profile-inputs")))
                .process(
                        () -> new ProfileStep(settings),
                        Named.as(PROFILES),
                        PROFILE_STORE,
                        HOT_STORE,
                        TIMER_STORE,
                        SIGNPOST_STORE,
                        REBUILD_STORE,
                        JUDGED_STORE,
                        PROFILE_COUNTS);
        return withSinks(builder.build(), settings);
    }

    /** The topic that the indexer reads: states by profile, tombstones for deleted ones. */
    public static String profileChangelog(String applicationId) {
        return applicationId + "-" + PROFILE_STORE + "-changelog";
    }

    /** The changelogs of the stores that hold what people did, until compaction. */
    public static List<String> personalChangelogs(String applicationId) {
        return List.of(profileChangelog(applicationId), applicationId + "-" + REBUILD_STORE + "-changelog");
    }

    private static Topology withSinks(Topology topology, TopologySettings settings) {
        var applied = settings.applicationId() + REPARTITION_SUFFIX;
        var key = new StringSerializer();
        var value = new ByteArraySerializer();
        return topology.addSink(UNREADABLE_EVENTS, Topic.BAD_ROWS.wireName(), key, value, FIRST_COPIES)
                .addSink(UNREADABLE_INPUTS, Topic.BAD_ROWS.wireName(), key, value, PROFILES)
                .addSink(COMMANDS, Topic.PROFILE_COMMANDS.wireName(), key, value, PROFILES)
                // By name, because the repartition topic of this very topology is fed from behind it as well.
                .addSink(ROUTED, (id, event, context) -> applied, key, value, PROFILES)
                .addSink(
                        MEMBERSHIPS,
                        Topic.MEMBERSHIPS.wireName(),
                        key,
                        value,
                        (topic, id, membership, partitions) -> Optional.of(Set.of(partitionOf(id, partitions))),
                        PROFILES);
    }

    /** All memberships of a profile share the partition number of the profile. */
    static int partitionOf(String membershipKey, int partitions) {
        return BuiltInPartitioner.partitionForKey(RecordKey.partitioningPart(membershipKey), partitions);
    }

    private static void addStores(StreamsBuilder builder) {
        builder.addStateStore(store(Stores.persistentKeyValueStore(SEEN_STORE), Serdes.Bytes()));
        builder.addStateStore(store(Stores.persistentKeyValueStore(TIMER_STORE), Serdes.Bytes()));
        builder.addStateStore(store(Stores.persistentKeyValueStore(PROFILE_STORE), KEYS));
        builder.addStateStore(store(Stores.persistentKeyValueStore(SIGNPOST_STORE), KEYS));
        builder.addStateStore(store(Stores.persistentKeyValueStore(REBUILD_STORE), KEYS));
        builder.addStateStore(store(Stores.inMemoryKeyValueStore(JUDGED_STORE), KEYS));
        // The only caches: these few keys change with every event, and only the value at the commit need be logged.
        builder.addStateStore(
                store(Stores.inMemoryKeyValueStore(DEDUP_COUNTS), KEYS).withCachingEnabled());
        builder.addStateStore(
                store(Stores.inMemoryKeyValueStore(PROFILE_COUNTS), KEYS).withCachingEnabled());
    }

    private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(
            KeyValueBytesStoreSupplier supplier, Serde<K> keys) {
        return Stores.keyValueStoreBuilder(supplier, keys, VALUES)
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
    }

    private static void addGlobal(StreamsBuilder builder, String name, Topic topic, TopologyProgress progress) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), KEYS, VALUES)
                        .withLoggingDisabled(),
                topic.wireName(),
                Consumed.with(KEYS, VALUES),
                () -> new GlobalCopy(name, progress));
    }
}
