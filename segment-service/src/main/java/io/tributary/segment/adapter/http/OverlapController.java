package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.overlap.CompareSegments;
import io.tributary.segment.overlap.CompareSegments.Comparison;
import io.tributary.segment.overlap.CompareSegments.Pair;
import io.tributary.segment.overlap.CompareSegments.Side;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Segments;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far segments are the same people. */
@RestController
@RequestMapping("/api/v1/segments/overlap")
class OverlapController {

    private static final int MOST = 20;

    /** Two segments; the figures are those of {@code preview.Overlap}. */
    record OverlapAnswer(
            Side left, Side right, long both, double leftShare, double rightShare, double jaccard, double lift) {

        static OverlapAnswer of(Pair pair) {
            var overlap = pair.overlap();
            return new OverlapAnswer(
                    pair.left(),
                    pair.right(),
                    overlap.both(),
                    overlap.share(),
                    overlap.otherShare(),
                    overlap.jaccard(),
                    overlap.lift());
        }
    }

    /** @param everybody how many people the tenant has: what lift compares with */
    record OverlapsAnswer(List<OverlapAnswer> items, long everybody, Instant asOf, Freshness freshness) {}

    private final Segments segments;
    private final CompareSegments comparing;
    private final SegmentFreshness freshness;
    private final Callers callers;

    OverlapController(Segments segments, CompareSegments comparing, SegmentFreshness freshness, Callers callers) {
        this.segments = segments;
        this.comparing = comparing;
        this.freshness = freshness;
        this.callers = callers;
    }

    @GetMapping
    Mono<OverlapsAnswer> overlap(
            @AuthenticationPrincipal Jwt token, @RequestParam(defaultValue = "") List<String> keys) {
        var caller = callers.admit(token).mayRead();
        var chosen = keys.stream().distinct().toList();
        if (chosen.size() < 2 || chosen.size() > MOST) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Name 2 to " + MOST + " different segments, separated by commas.",
                    List.of(new Violation("/keys", "size", "2 to " + MOST + " keys")));
        }
        var fresh = Freshness.of(freshness);
        return Flux.fromIterable(chosen)
                .concatMap(it -> segment(caller, it))
                .collectList()
                .flatMap(it -> comparing.compare(caller.tenant(), it))
                .map(it -> answer(it, fresh));
    }

    private static OverlapsAnswer answer(Comparison comparison, Freshness fresh) {
        return new OverlapsAnswer(
                comparison.pairs().stream().map(OverlapAnswer::of).toList(),
                comparison.everybody(),
                comparison.asOf(),
                fresh);
    }

    private Mono<RegisteredSegment> segment(Caller caller, String key) {
        return segments.find(caller.tenant(), key).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }
}
