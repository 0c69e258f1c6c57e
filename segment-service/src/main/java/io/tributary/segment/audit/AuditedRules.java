package io.tributary.segment.audit;

import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.membership.TraitDefinition;
import io.tributary.segment.preview.Inlining;
import io.tributary.segment.preview.People.Question;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentVersion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The published definitions of a tenant at one moment, as both engines read them. */
record AuditedRules(Registry registry, ZoneId zone, Instant now) {

    /** The rule's query for one segment, and how a document names a member of it. */
    record Query(Question question, String member) {}

    List<String> keys() {
        return registry.segments().values().stream()
                .filter(it -> published(it.key()) != null)
                .map(it -> it.key())
                .sorted()
                .toList();
    }

    CompareProfile comparing() {
        var definitions = new ArrayList<SegmentDefinition>();
        for (var key : keys()) {
            var version = published(key);
            if (version != null) {
                definitions.add(SegmentDefinition.of(key, version.number(), version.rule()));
            }
        }
        var traits = registry.traits().values().stream()
                .filter(ComputedTrait::isLive)
                .map(it -> new TraitDefinition(
                        it.key(), it.latest().number(), it.latest().figure()))
                .toList();
        return new CompareProfile(OrderedSegments.of(definitions, traits), zone, now.toEpochMilli());
    }

    /** Empty when the segment is not published any more. */
    Optional<Query> query(String key) {
        return Optional.ofNullable(published(key))
                .map(it -> new Query(
                        new Question(new Inlining(registry).inline(it.rule()), now, zone), key + '@' + it.number()));
    }

    private @Nullable SegmentVersion published(String key) {
        var segment = registry.find(key);
        return segment == null || !segment.isPublished() ? null : segment.published();
    }
}
