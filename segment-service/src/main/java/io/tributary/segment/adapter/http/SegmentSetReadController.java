package io.tributary.segment.adapter.http;

import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.adapter.http.SegmentSetAnswers.SetAnswer;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.preview.People;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentSet;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.store.StoreUnavailable;
import java.util.Comparator;
import java.util.Map;
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

/** Segment sets with the sizes of their stages, which are null while the index does not answer. */
@RestController
@RequestMapping("/api/v1/segment-sets")
class SegmentSetReadController {

    private final Segments segments;
    private final People people;
    private final SegmentFreshness freshness;
    private final Callers callers;

    SegmentSetReadController(Segments segments, People people, SegmentFreshness freshness, Callers callers) {
        this.segments = segments;
        this.people = people;
        this.freshness = freshness;
        this.callers = callers;
    }

    @GetMapping
    Mono<Page<SetAnswer>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var after = Optional.ofNullable(Page.position(cursor)).orElse("");
        var fresh = Freshness.of(freshness);
        return Mono.zip(segments.read(caller.tenant()), sizes(caller))
                .map(both -> Page.of(
                        both.getT1().sets().values().stream()
                                .filter(it -> it.key().compareTo(after) > 0)
                                .sorted(Comparator.comparing(SegmentSet::key))
                                .limit(most + 1L)
                                .map(it -> answer(it, both.getT1(), both.getT2(), fresh))
                                .toList(),
                        most,
                        SetAnswer::key));
    }

    @GetMapping("/{key}")
    Mono<SetAnswer> get(@AuthenticationPrincipal Jwt token, @PathVariable String key) {
        var caller = callers.admit(token).mayRead();
        var fresh = Freshness.of(freshness);
        return Mono.zip(segments.read(caller.tenant()), sizes(caller)).map(both -> {
            var set = both.getT1().set(key);
            if (set == null) {
                throw SetProblems.notFound();
            }
            return answer(set, both.getT1(), both.getT2(), fresh);
        });
    }

    private SetAnswer answer(SegmentSet set, Registry registry, Optional<Map<String, Long>> sizes, Freshness fresh) {
        return SetAnswer.of(set, registry, sizes.orElse(null), sizes.isPresent() ? fresh : Freshness.of(freshness));
    }

    private Mono<Optional<Map<String, Long>>> sizes(Caller caller) {
        return people.sizes(caller.tenant())
                .map(Optional::of)
                .onErrorResume(StoreUnavailable.class, fault -> Mono.just(Optional.empty()));
    }
}
