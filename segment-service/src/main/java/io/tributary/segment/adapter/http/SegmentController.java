package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.adapter.http.SegmentAnswers.SegmentAnswer;
import io.tributary.segment.preview.PreviewSegment;
import io.tributary.segment.preview.PreviewSegment.Difference;
import io.tributary.segment.registry.Announcing;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.RegistryPolicy;
import io.tributary.segment.registry.RegistryVerdict;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Changes of the registry: create, revise, publish, retire, roll back. */
@RestController
@RequestMapping("/api/v1/segments")
class SegmentController {

    /** The version to roll back to; without one, the newest that was there before the published one. */
    record RollBackRequest(@Nullable Integer version) {}

    private final Segments segments;
    private final PreviewSegment previewSegment;
    private final Announcing announcing;
    private final Callers callers;
    private final IdempotentCalls calls;
    private final RuleInput rules;
    private final Clock suiteClock;

    SegmentController(
            Segments segments,
            PreviewSegment previewSegment,
            Announcing announcing,
            Callers callers,
            IdempotentCalls calls,
            RuleInput rules,
            @Qualifier("suiteClock") Clock suiteClock) {
        this.segments = segments;
        this.previewSegment = previewSegment;
        this.announcing = announcing;
        this.callers = callers;
        this.calls = calls;
        this.rules = rules;
        this.suiteClock = suiteClock;
    }

    @PostMapping
    Mono<ResponseEntity<JsonNode>> create(
            @AuthenticationPrincipal Jwt token, @RequestBody SegmentRequest request, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(caller, exchange, request, () -> {
            var key = request.newKey();
            var version = version(request, key, caller);
            return segments.change(caller.tenant(), registry -> RegistryPolicy.create(registry, key, version))
                    .map(RegistryProblems::accepted)
                    .map(it -> ResponseEntity.created(URI.create("/api/v1/segments/" + key))
                            .body(SegmentAnswer.of(it)));
        });
    }

    @PutMapping("/{key}")
    Mono<ResponseEntity<JsonNode>> revise(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestBody SegmentRequest request,
            ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(caller, exchange, request, () -> {
            request.sameKey(key);
            var version = version(request, key, caller);
            return segments.change(caller.tenant(), registry -> RegistryPolicy.revise(registry, key, version))
                    .map(SegmentController::answer);
        });
    }

    @PostMapping("/{key}/publish")
    Mono<ResponseEntity<JsonNode>> publish(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean dryRun,
            ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(
                caller,
                exchange,
                null,
                () -> dryRun
                        ? segment(caller, key)
                                .flatMap(it -> difference(caller, it))
                                .map(ResponseEntity::ok)
                        : segments.change(
                                        caller.tenant(),
                                        registry -> RegistryPolicy.publish(registry, key, suiteClock.instant()))
                                .doOnNext(this::announce)
                                .map(SegmentController::answer));
    }

    @PostMapping("/{key}/retire")
    Mono<ResponseEntity<JsonNode>> retire(
            @AuthenticationPrincipal Jwt token, @PathVariable String key, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(
                caller,
                exchange,
                null,
                () -> segments.change(caller.tenant(), registry -> RegistryPolicy.retire(registry, key))
                        .doOnNext(this::announce)
                        .map(SegmentController::answer));
    }

    @PostMapping("/{key}/rollback")
    Mono<ResponseEntity<JsonNode>> rollBack(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestBody(required = false) @Nullable RollBackRequest request,
            ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(
                caller,
                exchange,
                request,
                () -> segment(caller, key)
                        .flatMap(it -> earlier(caller, it, request == null ? null : request.version()))
                        .flatMap(earlier -> segments.change(
                                caller.tenant(),
                                registry -> RegistryPolicy.rollBack(registry, key, earlier, suiteClock.instant())))
                        .doOnNext(this::announce)
                        .map(SegmentController::answer));
    }

    private Mono<RegisteredSegment> segment(Caller caller, String key) {
        return segments.find(caller.tenant(), key).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }

    private Mono<SegmentVersion> earlier(Caller caller, RegisteredSegment segment, @Nullable Integer asked) {
        if (asked != null) {
            return segments.version(caller.tenant(), segment.key(), asked)
                    .switchIfEmpty(Mono.error(() -> invalidVersion("there is no version " + asked)));
        }
        var deciding = segment.published() == null ? segment.latest() : segment.published();
        return segments.versions(caller.tenant(), segment.key(), deciding.number(), 1)
                .filter(it -> !it.isEmpty())
                .map(List::getFirst)
                .switchIfEmpty(Mono.error(() -> invalidVersion("there is no earlier version")));
    }

    private static ProblemException invalidVersion(String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Name a version that there is.",
                List.of(new Violation("/version", "unknown-version", message)));
    }

    private Mono<Difference> difference(Caller caller, RegisteredSegment segment) {
        return previewSegment.difference(caller.tenant(), segment, segment.latest());
    }

    private SegmentVersion version(SegmentRequest request, String key, Caller caller) {
        return request.version(rules, key, suiteClock.instant().truncatedTo(ChronoUnit.MILLIS), caller.account());
    }

    private void announce(RegistryVerdict verdict) {
        if (verdict instanceof RegistryVerdict.Changed changed && changed.announced()) {
            announcing.wake();
        }
    }

    private static ResponseEntity<?> answer(RegistryVerdict verdict) {
        return ResponseEntity.ok(SegmentAnswer.of(RegistryProblems.accepted(verdict)));
    }
}
