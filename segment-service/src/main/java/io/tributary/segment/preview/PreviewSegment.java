package io.tributary.segment.preview;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.preview.People.Count;
import io.tributary.segment.preview.People.Question;
import io.tributary.segment.preview.Preview.Neighbour;
import io.tributary.segment.preview.Preview.Overlaps;
import io.tributary.segment.preview.Preview.Warning;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.Test;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers what a rule selects, now or at another instant, and what publishing a version would change. */
public final class PreviewSegment {

    /** The channels a reach is given for when nobody names any. */
    public static final List<String> CHANNELS = List.of("email", "sms", "push", "ads", "webhook");

    private static final int NEIGHBOURS = 20;
    private static final Duration FARTHEST = Duration.ofDays(Activity.KEPT_DAYS);

    private static final Comparator<Neighbour> MOST_IN_COMMON = Comparator.comparingLong(
                    (Neighbour it) -> it.overlap().both())
            .reversed()
            .thenComparing(Neighbour::key);

    /** Who would come, go and stay if a version decided from now on, and what to look at before. */
    public record Difference(long entering, long leaving, long staying, List<Warning> warnings) {}

    /** Who would come to a published segment, go and stay if something changed that its rule refers to. */
    public record Consequence(String key, long entering, long leaving, long staying) {}

    /** Those whom a rule selects, among all. */
    private record Selected(Count count, long everybody) {}

    private final Segments segments;
    private final People people;
    private final Tenants tenants;
    private final Clock suiteClock;

    public PreviewSegment(Segments segments, People people, Tenants tenants, Clock suiteClock) {
        this.segments = segments;
        this.people = people;
        this.tenants = tenants;
        this.suiteClock = suiteClock;
    }

    /** Whether enough is remembered of an instant, or can be said of it: at most as many days away as events are kept. */
    public boolean reaches(Instant asOf) {
        return Duration.between(asOf, suiteClock.instant()).abs().compareTo(FARTHEST) <= 0;
    }

    /** What the rule selects at an instant, now when it is null; a future one assumes that nothing further happens. */
    public Mono<Preview> preview(String tenant, Condition rule, @Nullable Instant asOf, List<String> channels) {
        var now = suiteClock.instant();
        var at = asOf == null ? now : asOf;
        return segments.read(tenant).flatMap(registry -> {
            var question =
                    new Question(new Inlining(registry).inline(rule), at, tenants.zone(tenant), at.isBefore(now));
            return select(tenant, question)
                    .flatMap(it -> asOf == null
                            ? overlaps(tenant, registry, it).map(overlaps -> answer(question, it, channels, overlaps))
                            : Mono.just(answer(question, it, channels, null)));
        });
    }

    private Mono<Selected> select(String tenant, Question question) {
        return people.count(tenant, question).zipWith(people.everybody(tenant), Selected::new);
    }

    /** Compares the rule of {@code wished} with the one that decides now. */
    public Mono<Difference> difference(String tenant, RegisteredSegment segment, SegmentVersion wished) {
        return segments.read(tenant).flatMap(registry -> compare(tenant, registry, segment, wished));
    }

    private Mono<Difference> compare(
            String tenant, Registry registry, RegisteredSegment segment, SegmentVersion wished) {
        var inlining = new Inlining(registry);
        var after = inlining.inline(wished.rule());
        return moved(tenant, segment.key(), deciding(inlining, segment), after)
                .zipWith(
                        warnings(tenant, registry, segment, after),
                        (all, warnings) -> new Difference(all.entering(), all.leaving(), all.staying(), warnings));
    }

    /** What becomes of every published segment whose meaning differs between two registries, by key. */
    public Mono<List<Consequence>> consequences(String tenant, Registry before, Registry after) {
        var then = new Inlining(after);
        var now = new Inlining(before);
        var keys = before.segments().keySet().stream().sorted().toList();
        return Flux.fromIterable(keys)
                .concatMap(key -> {
                    var old = deciding(now, before.find(key));
                    var young = deciding(then, after.find(key));
                    return old.equals(young) ? Mono.<Consequence>empty() : moved(tenant, key, old, young);
                })
                .collectList();
    }

    /** Of how many people a source says something under that name. */
    public Mono<Long> saying(String tenant, String trait) {
        return count(tenant, new Condition.TraitTest(new PropertyPath(trait), new Test(Operator.EXISTS, null)));
    }

    private Mono<Consequence> moved(String tenant, String key, Condition before, Condition after) {
        var entering = count(tenant, new Condition.All(List.of(after, new Condition.Not(before))));
        var leaving = count(tenant, new Condition.All(List.of(before, new Condition.Not(after))));
        var staying = count(tenant, new Condition.All(List.of(before, after)));
        return entering.zipWith(leaving, (come, go) -> new Consequence(key, come, go, 0))
                .zipWith(staying, (moving, stay) -> new Consequence(key, moving.entering(), moving.leaving(), stay));
    }

    private static Condition deciding(Inlining inlining, @Nullable RegisteredSegment segment) {
        var published = segment == null ? null : segment.published();
        return segment != null && segment.isPublished() && published != null
                ? inlining.inline(published.rule())
                : new Condition.Any(List.of());
    }

    /** A segment is always like itself, so it is not compared with what decides it now. */
    private Mono<List<Warning>> warnings(String tenant, Registry registry, RegisteredSegment segment, Condition rule) {
        var question = question(tenant, rule, suiteClock.instant());
        return select(tenant, question)
                .flatMap(selected -> overlaps(tenant, registry.without(segment.key()), selected)
                        .map(it -> Warnings.of(rule, selected.count(), selected.everybody(), it.items())));
    }

    private Mono<Long> count(String tenant, Condition rule) {
        return people.count(tenant, question(tenant, rule, suiteClock.instant()))
                .map(Count::count);
    }

    private Question question(String tenant, Condition rule, Instant asOf) {
        return new Question(rule, asOf, tenants.zone(tenant));
    }

    private static Preview answer(
            Question question, Selected selected, List<String> channels, @Nullable Overlaps overlaps) {
        var count = selected.count();
        long everybody = selected.everybody();
        return new Preview(
                count.count(),
                everybody == 0 ? 0 : (double) count.count() / everybody,
                ChannelReach.of(count.count(), count.verdicts(), channels.isEmpty() ? CHANNELS : channels),
                count.sample(),
                overlaps,
                Warnings.of(question.rule(), count, everybody, overlaps == null ? List.of() : overlaps.items()),
                count.judged(),
                question.asOf(),
                overlaps == null ? TodaysValues.of(question.rule()) : List.of());
    }

    /** Memberships are those of now, so for another instant there is nothing to compare with. */
    private Mono<Overlaps> overlaps(String tenant, Registry registry, Selected selected) {
        return people.sizes(tenant).map(sizes -> {
            var neighbours = registry.segments().values().stream()
                    .filter(RegisteredSegment::isPublished)
                    .flatMap(it -> neighbour(it, selected, sizes).stream())
                    .sorted(MOST_IN_COMMON)
                    .toList();
            return new Overlaps(
                    neighbours.stream().limit(NEIGHBOURS).toList(), Math.max(0, neighbours.size() - NEIGHBOURS));
        });
    }

    private static Optional<Neighbour> neighbour(
            RegisteredSegment segment, Selected selected, Map<String, Long> sizes) {
        int version = Objects.requireNonNull(segment.published()).number();
        var term = segment.key() + '@' + version;
        long both = selected.count().segments().getOrDefault(term, 0L);
        long size = sizes.getOrDefault(term, 0L);
        return both == 0
                ? Optional.empty()
                : Optional.of(new Neighbour(
                        segment.key(),
                        version,
                        size,
                        Overlap.of(selected.count().count(), size, both, selected.everybody())));
    }
}
