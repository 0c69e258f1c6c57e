package io.tributary.segment.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ComputedTraitRecord;
import io.tributary.contracts.v1.SegmentRecord;
import io.tributary.contracts.v1.SegmentStatus;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.membership.TraitDefinition;
import io.tributary.segment.rule.FigureParse;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The published segments, computed traits and zones of all tenants, read anew from the global stores when their revision moved. */
final class Definitions {

    private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

    private final ReadOnlyKeyValueStore<String, byte[]> segments;
    private final ReadOnlyKeyValueStore<String, byte[]> traits;
    private final ReadOnlyKeyValueStore<String, byte[]> tenants;
    private final LongSupplier revision;
    private final Map<String, TenantView> views = new HashMap<>();
    private final Map<String, EarlierSegments> earlier = new HashMap<>();
    private long loaded = -1;

    Definitions(
            ReadOnlyKeyValueStore<String, byte[]> segments,
            ReadOnlyKeyValueStore<String, byte[]> traits,
            ReadOnlyKeyValueStore<String, byte[]> tenants,
            LongSupplier revision) {
        this.segments = segments;
        this.traits = traits;
        this.tenants = tenants;
        this.revision = revision;
    }

    /** Names what is known now; differs after each change of any definition. */
    long revision() {
        return revision.getAsLong();
    }

    TenantView of(String tenant) {
        // The revision is read first: a change that comes while reading is seen by the next look.
        long current = revision.getAsLong();
        if (loaded != current) {
            load();
            loaded = current;
        }
        return views.getOrDefault(tenant, new TenantView(OrderedSegments.NONE, new Days(ZoneOffset.UTC)));
    }

    /** What is other than in an earlier set of the tenant's; nothing when that is not remembered. */
    Optional<OrderedSegments.Difference> since(String tenant, long definitions) {
        var newest = of(tenant).segments();
        return Optional.ofNullable(earlier.get(tenant)).flatMap(it -> it.difference(definitions, newest));
    }

    /** Keys of every segment of which the topic has a record, retired ones included. */
    Set<String> everPublished(String tenant) {
        var keys = new TreeSet<String>();
        try (var entries = segments.range(tenant + '/', tenant + (char) ('/' + 1))) {
            entries.forEachRemaining(it -> keys.add(RecordKey.parse(it.key).own()));
        }
        return keys;
    }

    private void load() {
        var zones = zones();
        var definitions = new HashMap<String, List<SegmentDefinition>>();
        try (var entries = segments.all()) {
            entries.forEachRemaining(it -> add(it.key, it.value, definitions));
        }
        var computed = new HashMap<String, List<TraitDefinition>>();
        try (var entries = traits.all()) {
            entries.forEachRemaining(it -> addTrait(it.key, it.value, computed));
        }
        views.forEach((tenant, view) ->
                earlier.computeIfAbsent(tenant, _ -> new EarlierSegments()).add(view.segments()));
        views.clear();
        var known = new TreeSet<>(zones.keySet());
        known.addAll(definitions.keySet());
        known.addAll(computed.keySet());
        known.forEach(tenant -> views.put(
                tenant,
                new TenantView(
                        OrderedSegments.of(
                                definitions.getOrDefault(tenant, List.of()), computed.getOrDefault(tenant, List.of())),
                        new Days(zones.getOrDefault(tenant, ZoneOffset.UTC)))));
    }

    private static void addTrait(String key, byte[] value, Map<String, List<TraitDefinition>> computed) {
        try {
            var record = ComputedTraitRecord.parseFrom(value);
            if (!record.getTenant().equals(Unreadable.tenantOf(key)) || record.getStatus() != SegmentStatus.PUBLISHED) {
                return;
            }
            switch (RuleJson.parseFigure(record.getMeasure().toByteArray())) {
                case FigureParse.Parsed(var figure) ->
                    computed.computeIfAbsent(record.getTenant(), it -> new ArrayList<>())
                            .add(new TraitDefinition(record.getKey(), record.getVersion(), figure));
                case FigureParse.Invalid(var errors) ->
                    LOG.error(
                            "computed trait {} cannot be judged: {}",
                            key,
                            errors.getFirst().rule());
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.error("computed trait {} cannot be read", key);
        }
    }

    private static void add(String key, byte[] value, Map<String, List<SegmentDefinition>> definitions) {
        try {
            var record = SegmentRecord.parseFrom(value);
            if (!record.getTenant().equals(Unreadable.tenantOf(key)) || record.getStatus() != SegmentStatus.PUBLISHED) {
                return;
            }
            switch (RuleJson.parse(record.getRule().toByteArray())) {
                case RuleParse.Parsed(var rule) ->
                    definitions
                            .computeIfAbsent(record.getTenant(), it -> new ArrayList<>())
                            .add(SegmentDefinition.of(record.getKey(), record.getVersion(), rule));
                case RuleParse.Invalid(var errors) ->
                    LOG.error(
                            "segment {} cannot be judged: {}",
                            key,
                            errors.getFirst().rule());
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.error("segment {} cannot be read", key);
        }
    }

    private Map<String, ZoneId> zones() {
        var zones = new HashMap<String, ZoneId>();
        try (var entries = tenants.all()) {
            entries.forEachRemaining(it -> {
                try {
                    var record = TenantRecord.parseFrom(it.value);
                    if (!record.getTimeZone().isEmpty()) {
                        zones.put(record.getTenant(), ZoneId.of(record.getTimeZone()));
                    }
                } catch (InvalidProtocolBufferException | DateTimeException e) {
                    LOG.error("tenant {} has no readable time zone", it.key);
                }
            });
        }
        return zones;
    }
}
