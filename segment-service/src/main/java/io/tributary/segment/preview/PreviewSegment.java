package io.tributary.segment.preview;

import io.tributary.segment.preview.People.Count;
import io.tributary.segment.preview.People.Question;
import io.tributary.segment.preview.Preview.Warning;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Answers what a rule selects, now or at another instant, and what publishing a version would change. */
public final class PreviewSegment {

    /** The channels a reach is given for when nobody names any. */
    public static final List<String> CHANNELS = List.of("email", "sms", "push", "ads", "webhook");

    private static final long SMALL = 100;

    /** Who would come, go and stay if a version decided from now on. */
    public record Difference(long entering, long leaving, long staying) {}

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

    /** What the rule selects at an instant, now when it is null; a future one assumes that nothing further happens. */
    public Mono<Preview> preview(String tenant, Condition rule, @Nullable Instant asOf, List<String> channels) {
        var at = asOf == null ? suiteClock.instant() : asOf;
        return segments.read(tenant)
                .map(registry -> question(tenant, new Inlining(registry).inline(rule), at))
                .flatMap(question -> people.count(tenant, question)
                        .zipWith(people.everybody(tenant), (count, all) -> answer(count, all, at, channels)));
    }

    /** Compares the rule of {@code wished} with the one that decides now. */
    public Mono<Difference> difference(String tenant, RegisteredSegment segment, SegmentVersion wished) {
        return segments.read(tenant).flatMap(registry -> compare(tenant, registry, segment, wished));
    }

    private Mono<Difference> compare(
            String tenant, Registry registry, RegisteredSegment segment, SegmentVersion wished) {
        var inlining = new Inlining(registry);
        var after = inlining.inline(wished.rule());
        var before = segment.isPublished() && segment.published() != null
                ? inlining.inline(segment.published().rule())
                : new Condition.Any(List.of());
        var entering = count(tenant, new Condition.All(List.of(after, new Condition.Not(before))));
        var leaving = count(tenant, new Condition.All(List.of(before, new Condition.Not(after))));
        var staying = count(tenant, new Condition.All(List.of(before, after)));
        return entering.zipWith(leaving, (come, go) -> new Difference(come, go, 0))
                .zipWith(staying, (moving, stay) -> new Difference(moving.entering(), moving.leaving(), stay));
    }

    private Mono<Long> count(String tenant, Condition rule) {
        return people.count(tenant, question(tenant, rule, suiteClock.instant()))
                .map(Count::count);
    }

    private Question question(String tenant, Condition rule, Instant asOf) {
        return new Question(rule, asOf, tenants.zone(tenant));
    }

    private static Preview answer(Count count, long everybody, Instant asOf, List<String> channels) {
        return new Preview(
                count.count(),
                everybody == 0 ? 0 : (double) count.count() / everybody,
                ChannelReach.of(count.count(), count.verdicts(), channels.isEmpty() ? CHANNELS : channels),
                count.sample(),
                warnings(count, everybody),
                count.judged(),
                asOf);
    }

    private static List<Warning> warnings(Count count, long everybody) {
        var warnings = new ArrayList<Warning>();
        if (count.count() == 0) {
            warnings.add(new Warning("nobody", "The rule selects nobody."));
        } else if (count.count() == everybody) {
            warnings.add(new Warning("everybody", "The rule selects everybody."));
        } else if (count.count() < SMALL) {
            warnings.add(new Warning("small", "Platforms refuse or hide audiences below " + SMALL + " people."));
        }
        if (count.overflowing() > 0) {
            warnings.add(new Warning(
                    "overflowing", count.overflowing() + " of these profiles have given up detail of their history."));
        }
        return warnings;
    }
}
