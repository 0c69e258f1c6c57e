package io.tributary.segment.adapter.http;

import io.tributary.segment.adapter.http.ComputedTraitAnswers.TraitAnswer;
import io.tributary.segment.adapter.http.ComputedTraitAnswers.TraitVersionAnswer;
import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.Segments;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Computed traits, their versions, and which segments compare them. */
@RestController
@RequestMapping("/api/v1/computed-traits")
class ComputedTraitReadController {

    /** Keys of segments that compare a trait. */
    record Dependants(List<String> items) {}

    private final ComputedTraits traits;
    private final Segments segments;
    private final SegmentFreshness freshness;
    private final Callers callers;

    ComputedTraitReadController(ComputedTraits traits, Segments segments, SegmentFreshness freshness, Callers callers) {
        this.traits = traits;
        this.segments = segments;
        this.freshness = freshness;
        this.callers = callers;
    }

    @GetMapping
    Mono<Page<TraitAnswer>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var after = Optional.ofNullable(Page.position(cursor)).orElse("");
        return segments.read(caller.tenant())
                .map(registry -> Page.of(
                        registry.traits().values().stream()
                                .filter(it -> it.key().compareTo(after) > 0)
                                .sorted(Comparator.comparing(ComputedTrait::key))
                                .limit(most + 1L)
                                .map(this::answer)
                                .toList(),
                        most,
                        TraitAnswer::key));
    }

    @GetMapping("/{key}")
    Mono<TraitAnswer> get(@AuthenticationPrincipal Jwt token, @PathVariable String key) {
        var caller = callers.admit(token).mayRead();
        return segments.read(caller.tenant()).map(it -> answer(trait(it, key)));
    }

    @GetMapping("/{key}/versions")
    Mono<Page<TraitVersionAnswer>> versions(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var below = Page.number(Page.position(cursor));
        return segments.read(caller.tenant())
                .map(it -> trait(it, key))
                .flatMap(it -> traits.versions(caller.tenant(), key, below, most + 1))
                .map(found -> Page.of(
                        found.stream().map(TraitVersionAnswer::of).toList(),
                        most,
                        it -> Integer.toString(it.version())));
    }

    @GetMapping("/{key}/dependants")
    Mono<Dependants> dependants(@AuthenticationPrincipal Jwt token, @PathVariable String key) {
        var caller = callers.admit(token).mayRead();
        return segments.read(caller.tenant())
                .map(it -> new Dependants(it.speakersOf(trait(it, key).key())));
    }

    private TraitAnswer answer(ComputedTrait trait) {
        return TraitAnswer.of(trait, Freshness.of(freshness));
    }

    private static ComputedTrait trait(Registry registry, String key) {
        var trait = registry.trait(key);
        if (trait == null) {
            throw TraitProblems.notFound();
        }
        return trait;
    }
}
