package io.tributary.segment.explain;

import io.tributary.segment.explain.ExplainMembership.Moment;
import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.ActivityThen;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.preview.Inlining;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.tenant.Tenants;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;

/** Explains a rule for one person: reads what an instant needs, looks for what would flip each node, and cites messages. */
public final class ExplainSegment {

    private final ActivityThen activities;
    private final CiteEvidence citing;
    private final Tenants tenants;
    private final Executor searching;

    /** @param searching where the search for changes may take its time */
    public ExplainSegment(ActivityThen activities, CiteEvidence citing, Tenants tenants, Executor searching) {
        this.activities = activities;
        this.citing = citing;
        this.tenants = tenants;
        this.searching = searching;
    }

    /** Fails with {@code StoreUnavailable}. */
    public Mono<Explanation> explain(Registry registry, ProfileState state, Condition rule, Moment moment) {
        var zone = tenants.zone(state.tenant());
        return activity(registry, state, rule, moment, zone)
                .map(it -> new ExplainMembership(state, it, segments(registry), zone, moment, registry.traitNames()))
                .flatMap(it -> Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> it.explain(rule), searching)))
                .flatMap(it -> citing.cite(state, it, zone));
    }

    /** An instant that has passed may lie within a day of which the profile keeps no hours. */
    private Mono<Activity> activity(Registry registry, ProfileState state, Condition rule, Moment moment, ZoneId zone) {
        return moment.past()
                ? activities.of(state, new Inlining(registry).inline(rule), moment.at(), zone)
                : Mono.just(state.activity());
    }

    private static OrderedSegments segments(Registry registry) {
        return OrderedSegments.of(registry.segments().values().stream()
                .filter(RegisteredSegment::isPublished)
                .map(ExplainSegment::definition)
                .toList());
    }

    private static SegmentDefinition definition(RegisteredSegment segment) {
        var version = Objects.requireNonNull(segment.published());
        return SegmentDefinition.of(segment.key(), version.number(), version.rule());
    }
}
