package io.tributary.segment.audit;

import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.registry.Description;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.RegistryVerdict;
import io.tributary.segment.registry.SegmentStatus;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A registry in memory of which only the current state is asked. */
final class PublishedRules implements Segments {

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

    @Override
    public Registry current(String tenant) {
        return new Registry(segments);
    }

    @Override
    public Mono<Registry> read(String tenant) {
        return Mono.fromSupplier(() -> current(tenant));
    }

    @Override
    public Mono<RegistryVerdict> change(String tenant, Function<Registry, RegistryVerdict> decision) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<List<RegisteredSegment>> page(String tenant, @Nullable String afterKey, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<RegisteredSegment> find(String tenant, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<List<SegmentVersion>> versions(String tenant, String key, @Nullable Integer below, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<SegmentVersion> version(String tenant, String key, int number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Announcement> unannounced(int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void announced(Announcement announcement) {
        throw new UnsupportedOperationException();
    }
}
