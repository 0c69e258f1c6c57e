package io.tributary.segment.audit;

import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.registry.Description;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentStatus;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A registry in memory. */
final class PublishedRules {

    private final Map<String, RegisteredSegment> segments = new TreeMap<>();

    void publish(String key, String text) {
        put(key, text, SegmentStatus.PUBLISHED);
    }

    void retire(String key) {
        put(key, "score(\"churn\") >= 0.7", SegmentStatus.RETIRED);
    }

    private void put(String key, String text, SegmentStatus status) {
        var rule = ((RuleParse.Parsed) RuleText.parse(text)).condition();
        var description = new Description(key, "", "", "", "", null, List.of(), List.of(), false);
        var version = new SegmentVersion(1, description, rule, Canonical.sha256(rule), Instant.EPOCH, "account");
        segments.put(key, new RegisteredSegment(key, status, version, version, Instant.EPOCH));
    }

    OrderedSegments ordered(String tenant) {
        return OrderedSegments.of(current(tenant).segments().values().stream()
                .filter(RegisteredSegment::isPublished)
                .map(it -> SegmentDefinition.of(it.key(), 1, it.latest().rule()))
                .toList());
    }

    Registry current(String tenant) {
        return new Registry(segments);
    }
}
