package io.tributary.segment.adapter.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.BadRow;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MergedInto;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Rebuild;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.contracts.v1.SegmentRecord;
import io.tributary.contracts.v1.SegmentStatus;
import io.tributary.contracts.v1.SplitApart;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.segment.dedup.DedupWindow;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.freshness.DefinitionChanges;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The topology on a test driver, spoken to in the words of the field. The tenant is always {@code acme}. */
final class TopologyRun implements AutoCloseable {

    static final String TENANT = "acme";

    final MovableClock suite;
    final TopologySettings settings;
    private final TopologyTestDriver driver;

    TopologyRun(Path stateDirectory, String now) {
        this(stateDirectory, now, suite -> TopologySettings.of("cdp-segment", 1, suite, suite));
    }

    /** One that has time for a single profile in each look. */
    static TopologyRun busy(Path stateDirectory, String now) {
        return new TopologyRun(stateDirectory, now, suite -> {
            var real = new HurryingClock();
            return new TopologySettings(
                    "cdp-segment",
                    1,
                    new DedupWindow(Duration.ofDays(1)),
                    SegmentCatalogue.standard(),
                    suite,
                    real,
                    Duration.ofMillis(200),
                    1,
                    8 << 20,
                    new CommitPace(Duration.ofMillis(100), real),
                    new TopologyProgress(new DefinitionChanges(real)));
        });
    }

    private TopologyRun(Path stateDirectory, String now, Function<Clock, TopologySettings> settingsOf) {
        suite = new MovableClock(now);
        settings = settingsOf.apply(suite);
        var properties = new Properties();
        properties.putAll(StreamsSettings.of("cdp-segment"));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(SegmentTopology.build(settings), properties, suite.instant());
    }

    void zone(String zone) {
        var record =
                TenantRecord.newBuilder().setTenant(TENANT).setTimeZone(zone).build();
        send(Topic.TENANTS, "", record);
    }

    /** Something that is none of this tenant's business, but a definition all the same. */
    void changeAnotherTenant() {
        var record =
                TenantRecord.newBuilder().setTenant("other").setTimeZone("UTC").build();
        sendRaw(Topic.TENANTS, "other", record.toByteArray());
    }

    void publish(String key, int version, String rule) {
        publish(key, version, rule, SegmentStatus.PUBLISHED);
    }

    void retire(String key, int version, String rule) {
        publish(key, version, rule, SegmentStatus.RETIRED);
    }

    private void publish(String key, int version, String rule, SegmentStatus status) {
        var parsed = (RuleParse.Parsed) RuleText.parse(rule);
        var record = SegmentRecord.newBuilder()
                .setTenant(TENANT)
                .setKey(key)
                .setVersion(version)
                .setStatus(status)
                .setRule(ByteString.copyFrom(RuleJson.print(parsed.condition())))
                .build();
        send(Topic.SEGMENTS, key, record);
    }

    void order(String profile, String messageId, String at, double revenue) {
        resolved(event(profile, messageId, at, "Order Completed", "{\"revenue\":" + revenue + "}")
                .build());
    }

    void resolved(ResolvedEvent event) {
        send(Topic.RESOLVED_EVENTS, event.getEvent().getMessageId(), event);
    }

    static ResolvedEvent.Builder event(String profile, String messageId, String at, String name, String properties) {
        return ResolvedEvent.newBuilder()
                .setProfileId(profile)
                .setGraphNumber(1)
                .setEvent(AcceptedEvent.newBuilder()
                        .setTenant(TENANT)
                        .setMessageId(messageId)
                        .setType(CallType.TRACK)
                        .setEvent(name)
                        .setTimes(EventTimes.newBuilder()
                                .setTimestamp(Instant.parse(at).toEpochMilli()))
                        .setProperties(ByteString.copyFromUtf8(properties)));
    }

    static IdentifierDigest digest(String text) {
        return IdentifierDigest.newBuilder()
                .setNamespace("email")
                .setDigest(ByteString.copyFromUtf8(text))
                .build();
    }

    void merge(String loser, String survivor, long graphNumber) {
        change(IdentityChange.newBuilder()
                .setTenant(TENANT)
                .setProfileId(loser)
                .setGraphNumber(graphNumber)
                .setMergedInto(MergedInto.newBuilder().setSurvivor(survivor))
                .build());
    }

    /** Takes a profile apart: where each e-mail address went. Every part hears of it. */
    void split(String profile, long graphNumber, Map<String, String> partByEmail) {
        var split = SplitApart.newBuilder().setFrom(profile);
        new TreeMap<>(partByEmail)
                .forEach((email, part) ->
                        split.addPartsBuilder().setIdentifier(digest(email)).setProfileId(part));
        for (var part : new TreeSet<>(partByEmail.values())) {
            change(IdentityChange.newBuilder()
                    .setTenant(TENANT)
                    .setProfileId(part)
                    .setGraphNumber(graphNumber)
                    .setSplit(split)
                    .build());
        }
    }

    void past(String part, long graphNumber, ResolvedEvent... events) {
        past(part, graphNumber, true, events);
    }

    /** The past of a part as the event index gives it, whole or only begun. */
    void past(String part, long graphNumber, boolean complete, ResolvedEvent... events) {
        var pieces = Rebuild.newBuilder().setGraphNumber(graphNumber);
        for (var event : events) {
            pieces.addEvents(event.toBuilder().setProfileId(part).setGraphNumber(graphNumber));
        }
        rebuild(part, pieces);
        if (complete) {
            rebuild(part, Rebuild.newBuilder().setGraphNumber(graphNumber).setComplete(true));
        }
    }

    private void rebuild(String part, Rebuild.Builder rebuild) {
        command(part, ProfileCommand.newBuilder().setRebuild(rebuild));
    }

    void command(String profile, ProfileCommand.Builder command) {
        send(
                Topic.PROFILE_COMMANDS,
                profile,
                command.setTenant(TENANT).setProfileId(profile).build());
    }

    /** The commands that the topology has sent since they were last asked for. */
    List<ProfileCommand> commands() {
        var commands = new ArrayList<ProfileCommand>();
        for (var record : read(Topic.PROFILE_COMMANDS)) {
            try {
                commands.add(ProfileCommand.parseFrom(record.value));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return commands;
    }

    /** How many events are set aside for a profile. */
    long setAside(String profile) {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(SegmentTopology.REBUILD_STORE);
        long events = 0;
        try (var entries = store.prefixScan(new RecordKey(TENANT, profile).text() + "\0e", new StringSerializer())) {
            for (; entries.hasNext(); entries.next()) {
                events++;
            }
        }
        return events;
    }

    /** Signposts as the first format wrote them: the profile was merged away. */
    void oldMerge(String loser, String survivor, long graphNumber) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeLong(0);
            out.writeInt(1);
            out.writeLong(graphNumber);
            out.writeByte('M');
            out.writeUTF(survivor);
        }
        driver.<String, byte[]>getKeyValueStore(SegmentTopology.SIGNPOST_STORE)
                .put(new RecordKey(TENANT, loser).text(), bytes.toByteArray());
    }

    long count(String profile, String event) {
        return state(profile).orElseThrow().activity().totals().entrySet().stream()
                .filter(it -> it.getKey().equals(event))
                .mapToLong(it -> it.getValue().count())
                .sum();
    }

    void change(IdentityChange change) {
        send(Topic.IDENTITY_CHANGES, change.getProfileId(), change);
    }

    void send(Topic topic, String ownKey, Message value) {
        sendRaw(topic, new RecordKey(TENANT, ownKey).text(), value.toByteArray());
    }

    void sendRaw(Topic topic, String key, byte @Nullable [] value) {
        driver.createInputTopic(topic.wireName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    /** Lets suite time pass and gives the topology time to notice. */
    void pass(Duration time) {
        suite.move(time);
        look();
    }

    void look() {
        for (int i = 0; i < 5; i++) {
            lookOnce();
        }
    }

    void lookOnce() {
        driver.advanceWallClockTime(settings.punctuation());
    }

    List<KeyValue<String, byte[]>> read(Topic topic) {
        return driver.createOutputTopic(topic.wireName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList();
    }

    /** Membership changes as {@code <in|out> <segment>@<version> <profile> <since> <cause> <cause id>}, in order. */
    List<String> memberships() {
        return read(Topic.MEMBERSHIPS).stream()
                .map(it -> it.value == null ? "gone " + it.key : words(it.value))
                .toList();
    }

    private static String words(byte[] value) {
        try {
            var it = Membership.parseFrom(value);
            return (it.getMember() ? "in " : "out ") + it.getSegmentKey() + "@" + it.getSegmentVersion() + " "
                    + it.getProfileId() + " " + Instant.ofEpochMilli(it.getSince()) + " " + it.getCause()
                    + (it.getCauseId().isEmpty() ? "" : " " + it.getCauseId());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> badRows() {
        var kinds = new ArrayList<String>();
        for (var row : read(Topic.BAD_ROWS)) {
            try {
                kinds.add(BadRow.parseFrom(row.value).getKind());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return kinds;
    }

    Tally counts() {
        KeyValueStore<String, byte[]> first = driver.getKeyValueStore(SegmentTopology.DEDUP_COUNTS);
        KeyValueStore<String, byte[]> second = driver.getKeyValueStore(SegmentTopology.PROFILE_COUNTS);
        return Tally.decode(first.get(TENANT)).plus(Tally.decode(second.get(TENANT)));
    }

    Optional<ProfileState> state(String profile) {
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(SegmentTopology.PROFILE_STORE);
        byte @Nullable [] bytes = store.get(new RecordKey(TENANT, profile).text());
        return bytes == null ? Optional.empty() : Optional.of(ProfileState.decode(bytes));
    }

    long stored(String store) {
        try (var entries = driver.<Object, byte[]>getKeyValueStore(store).all()) {
            long count = 0;
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
            return count;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }

    /** A second later at each look. */
    private static final class HurryingClock extends MovableClock {

        HurryingClock() {
            super("1970-01-01T00:00:00Z");
        }

        @Override
        public Instant instant() {
            move(Duration.ofSeconds(1));
            return super.instant();
        }
    }
}
