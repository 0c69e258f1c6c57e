package io.tributary.segment.adapter.http;

import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.adapter.http.SegmentAnswers.SegmentAnswer;
import io.tributary.segment.adapter.http.SegmentAnswers.VersionAnswer;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.preview.ChannelReach;
import io.tributary.segment.preview.People;
import io.tributary.segment.preview.PreviewSegment;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.store.StoreUnavailable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Segments, their versions and who refers to them. Sizes come from the index; without it they are null and stale. */
@RestController
@RequestMapping("/api/v1/segments")
class SegmentReadController {

    /** Who refers to a segment. */
    record Dependants(List<String> items) {}

    private final Segments segments;
    private final People people;
    private final SegmentFreshness freshness;
    private final Callers callers;

    SegmentReadController(Segments segments, People people, SegmentFreshness freshness, Callers callers) {
        this.segments = segments;
        this.people = people;
        this.freshness = freshness;
        this.callers = callers;
    }

    @GetMapping
    Mono<Page<SegmentAnswer>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var fresh = Freshness.of(freshness);
        var sizes = people.sizes(caller.tenant())
                .map(it -> new Sizes(it, fresh))
                .onErrorResume(StoreUnavailable.class, fault -> Mono.just(new Sizes(null, Freshness.of(freshness))));
        return Mono.zip(segments.page(caller.tenant(), Page.position(cursor), most + 1), sizes)
                .map(both -> Page.of(
                        both.getT1().stream().map(it -> both.getT2().in(it)).toList(), most, SegmentAnswer::key));
    }

    @GetMapping("/{key}")
    Mono<SegmentAnswer> get(@AuthenticationPrincipal Jwt token, @PathVariable String key) {
        var caller = callers.admit(token).mayRead();
        return segment(caller, key).flatMap(it -> sized(caller, it));
    }

    @GetMapping("/{key}/versions")
    Mono<Page<VersionAnswer>> versions(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        return segment(caller, key)
                .flatMap(it -> segments.versions(caller.tenant(), key, Page.number(Page.position(cursor)), most + 1))
                .map(found -> Page.of(
                        found.stream().map(VersionAnswer::of).toList(), most, it -> Integer.toString(it.version())));
    }

    @GetMapping("/{key}/versions/{number}")
    Mono<VersionAnswer> version(
            @AuthenticationPrincipal Jwt token, @PathVariable String key, @PathVariable int number) {
        var caller = callers.admit(token).mayRead();
        return version(caller, key, number).map(VersionAnswer::of);
    }

    @GetMapping("/{key}/versions/{from}/diff/{to}")
    Mono<VersionDiff> diff(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @PathVariable int from,
            @PathVariable int to) {
        var caller = callers.admit(token).mayRead();
        return Mono.zip(version(caller, key, from), version(caller, key, to))
                .map(both -> VersionDiff.between(both.getT1(), both.getT2()));
    }

    @GetMapping("/{key}/dependants")
    Mono<Dependants> dependants(@AuthenticationPrincipal Jwt token, @PathVariable String key) {
        var caller = callers.admit(token).mayRead();
        return segment(caller, key).then(segments.read(caller.tenant())).map(it -> new Dependants(it.dependants(key)));
    }

    private Mono<SegmentAnswer> sized(Caller caller, RegisteredSegment segment) {
        var answer = SegmentAnswer.of(segment);
        var fresh = Freshness.of(freshness);
        if (!segment.isPublished()) {
            return Mono.just(answer.with(null, null, fresh));
        }
        int version = Objects.requireNonNull(segment.published()).number();
        return people.members(caller.tenant(), segment.key(), version)
                .map(count -> answer.with(
                        count.count(),
                        ChannelReach.of(count.count(), count.verdicts(), PreviewSegment.CHANNELS),
                        fresh))
                .onErrorResume(
                        StoreUnavailable.class, fault -> Mono.just(answer.with(null, null, Freshness.of(freshness))));
    }

    private Mono<RegisteredSegment> segment(Caller caller, String key) {
        return segments.find(caller.tenant(), key).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }

    private Mono<SegmentVersion> version(Caller caller, String key, int number) {
        return segments.version(caller.tenant(), key, number).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }

    /** Current members per segment and version; null while the index does not answer. */
    private record Sizes(@Nullable Map<String, Long> bySegment, Freshness fresh) {

        SegmentAnswer in(RegisteredSegment segment) {
            return SegmentAnswer.of(segment).with(of(segment), null, fresh);
        }

        private @Nullable Long of(RegisteredSegment segment) {
            return bySegment == null || !segment.isPublished() || segment.published() == null
                    ? null
                    : bySegment.getOrDefault(
                            segment.key() + "@" + segment.published().number(), 0L);
        }
    }
}
