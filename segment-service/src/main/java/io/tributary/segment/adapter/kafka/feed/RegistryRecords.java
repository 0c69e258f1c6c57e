package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.ByteString;
import io.tributary.contracts.v1.ComputedTraitRecord;
import io.tributary.contracts.v1.SegmentRecord;
import io.tributary.contracts.v1.SegmentStatus;
import io.tributary.segment.computed.TraitStatus;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.RuleJson;
import java.util.Objects;

/** How the registry's decisions look to the engines: rules as they are meant, so that no engine knows names of measures. */
final class RegistryRecords {

    private RegistryRecords() {}

    static SegmentRecord of(Segments.Announcement announcement) {
        var segment = announcement.segment();
        SegmentVersion version = Objects.requireNonNull(segment.published());
        var words = version.description();
        return SegmentRecord.newBuilder()
                .setTenant(announcement.tenant())
                .setKey(segment.key())
                .setVersion(version.number())
                .setStatus(status(segment))
                .setName(words.name())
                .setRule(ByteString.copyFrom(Canonical.bytes(version.rule())))
                .setRuleHash(ByteString.copyFrom(Canonical.hash(version.rule())))
                .setOwner(words.owner())
                .setPurpose(words.purpose())
                .setOutcome(words.outcome())
                .addAllActions(words.actions())
                .addAllTags(words.tags())
                .setPublic(words.isPublic())
                .setPublishedAt(Objects.requireNonNull(segment.publishedAt()).toEpochMilli())
                .build();
    }

    static ComputedTraitRecord of(ComputedTraits.Announcement announcement) {
        var trait = announcement.trait();
        return ComputedTraitRecord.newBuilder()
                .setTenant(announcement.tenant())
                .setKey(trait.key())
                .setVersion(trait.latest().number())
                .setStatus(status(trait.status()))
                .setName(trait.latest().words().name())
                .setMeasure(ByteString.copyFrom(RuleJson.print(trait.latest().figure())))
                .build();
    }

    private static SegmentStatus status(TraitStatus status) {
        return switch (status) {
            case LIVE -> SegmentStatus.PUBLISHED;
            case RETIRED -> SegmentStatus.RETIRED;
        };
    }

    private static SegmentStatus status(RegisteredSegment segment) {
        return switch (segment.status()) {
            case PUBLISHED -> SegmentStatus.PUBLISHED;
            case RETIRED -> SegmentStatus.RETIRED;
            case DRAFT -> throw new IllegalStateException("a draft is nobody's business");
        };
    }
}
