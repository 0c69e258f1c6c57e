package io.tributary.segment.overlap;

import io.tributary.segment.preview.Inlining;
import io.tributary.segment.preview.Overlap;
import io.tributary.segment.preview.People;
import io.tributary.segment.preview.People.Count;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts how segments overlap now. A published one is its members; a draft or a retired one is whom its newest version would
 * select. A pair with a published segment costs no query of its own.
 */
public final class CompareSegments {

    /** One segment; {@code version} is what was counted. */
    public record Side(String key, int version, boolean published, long size) {}

    /** Two segments. */
    public record Pair(Side left, Side right, Overlap overlap) {}

    /** All pairs in the order in which the segments were named. */
    public record Comparison(long everybody, Instant asOf, List<Pair> pairs) {}

    /** A segment with who is in it. */
    private record Counted(RegisteredSegment segment, SegmentVersion version, Count count) {

        Side side() {
            return new Side(segment.key(), version.number(), segment.isPublished(), count.count());
        }

        String term() {
            return segment.key() + '@' + version.number();
        }
    }

    private final Segments segments;
    private final People people;
    private final Tenants tenants;
    private final Clock suiteClock;

    public CompareSegments(Segments segments, People people, Tenants tenants, Clock suiteClock) {
        this.segments = segments;
        this.people = people;
        this.tenants = tenants;
        this.suiteClock = suiteClock;
    }

    /** Compares each of these with each of the others. */
    public Mono<Comparison> compare(String tenant, Collection<RegisteredSegment> chosen) {
        var now = suiteClock.instant();
        return segments.read(tenant)
                .flatMap(registry -> Flux.fromIterable(chosen)
                        .concatMap(it -> count(tenant, registry, it, now))
                        .collectList()
                        .flatMap(counted -> Flux.fromIterable(pairs(counted))
                                .concatMap(it -> both(tenant, registry, it.left(), it.right(), now)
                                        .map(both -> new Found(it, both)))
                                .collectList())
                        .zipWith(people.everybody(tenant), (found, all) -> comparison(found, all, now)));
    }

    private record Pending(Counted left, Counted right) {}

    private record Found(Pending pair, long both) {}

    private static List<Pending> pairs(List<Counted> counted) {
        var pairs = new ArrayList<Pending>();
        for (int left = 0; left < counted.size(); left++) {
            for (int right = left + 1; right < counted.size(); right++) {
                pairs.add(new Pending(counted.get(left), counted.get(right)));
            }
        }
        return pairs;
    }

    private Mono<Counted> count(String tenant, Registry registry, RegisteredSegment segment, Instant now) {
        var published = segment.published();
        if (segment.isPublished() && published != null) {
            return people.members(tenant, segment.key(), published.number())
                    .map(it -> new Counted(segment, published, it));
        }
        return people.count(tenant, question(tenant, registry, segment.latest().rule(), now))
                .map(it -> new Counted(segment, segment.latest(), it));
    }

    private Mono<Long> both(String tenant, Registry registry, Counted left, Counted right, Instant now) {
        if (right.segment().isPublished()) {
            return Mono.just(left.count().segments().getOrDefault(right.term(), 0L));
        }
        if (left.segment().isPublished()) {
            return Mono.just(right.count().segments().getOrDefault(left.term(), 0L));
        }
        var rules =
                new Condition.All(List.of(left.version().rule(), right.version().rule()));
        return people.count(tenant, question(tenant, registry, rules, now)).map(Count::count);
    }

    private People.Question question(String tenant, Registry registry, Condition rule, Instant now) {
        return new People.Question(new Inlining(registry).inline(rule), now, tenants.zone(tenant));
    }

    private static Comparison comparison(List<Found> found, long everybody, Instant now) {
        var pairs = found.stream()
                .map(it -> {
                    var left = it.pair().left().side();
                    var right = it.pair().right().side();
                    return new Pair(left, right, Overlap.of(left.size(), right.size(), it.both(), everybody));
                })
                .toList();
        return new Comparison(everybody, now, pairs);
    }
}
