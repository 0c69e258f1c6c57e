package io.tributary.segment.adapter.http;

import io.tributary.segment.adapter.http.SegmentSetAnswers.SetAnswer;
import io.tributary.segment.adapter.http.SegmentSetAnswers.SetDifference;
import io.tributary.segment.adapter.http.SegmentSetAnswers.StageDifference;
import io.tributary.segment.preview.PreviewSegment;
import io.tributary.segment.preview.PreviewSegment.Difference;
import io.tributary.segment.registry.Announcing;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentSet;
import io.tributary.segment.registry.SegmentSets;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.registry.SetPolicy;
import io.tributary.segment.registry.SetVerdict;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Changes of segment sets: create, revise, publish, retire; always all stages together. */
@RestController
@RequestMapping("/api/v1/segment-sets")
class SegmentSetController {

    private final SegmentSets sets;
    private final Segments segments;
    private final PreviewSegment previewSegment;
    private final Announcing announcing;
    private final Callers callers;
    private final IdempotentCalls calls;
    private final RuleInput rules;
    private final Clock suiteClock;

    SegmentSetController(
            SegmentSets sets,
            Segments segments,
            PreviewSegment previewSegment,
            Announcing announcing,
            Callers callers,
            IdempotentCalls calls,
            RuleInput rules,
            @Qualifier("suiteClock") Clock suiteClock) {
        this.sets = sets;
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
            @AuthenticationPrincipal Jwt token, @RequestBody SegmentSetRequest request, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(caller, exchange, request, () -> {
            var key = request.newKey();
            var wished = request.wished(key, rules, now(), caller.account());
            return changed(caller, registry -> SetPolicy.create(registry, wished))
                    .map(it -> ResponseEntity.created(URI.create("/api/v1/segment-sets/" + key))
                            .body(it));
        });
    }

    @PutMapping("/{key}")
    Mono<ResponseEntity<JsonNode>> revise(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestBody SegmentSetRequest request,
            ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(caller, exchange, request, () -> {
            request.sameKey(key);
            var wished = request.wished(key, rules, now(), caller.account());
            return changed(caller, registry -> SetPolicy.revise(registry, wished))
                    .map(ResponseEntity::ok);
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
                        ? difference(caller, key).map(ResponseEntity::ok)
                        : changed(caller, registry -> SetPolicy.publish(registry, key, suiteClock.instant()))
                                .map(ResponseEntity::ok));
    }

    @PostMapping("/{key}/retire")
    Mono<ResponseEntity<JsonNode>> retire(
            @AuthenticationPrincipal Jwt token, @PathVariable String key, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(
                caller,
                exchange,
                null,
                () -> changed(caller, registry -> SetPolicy.retire(registry, key))
                        .map(ResponseEntity::ok));
    }

    private Mono<SetAnswer> changed(Caller caller, Function<Registry, SetVerdict> decision) {
        return sets.change(caller.tenant(), decision)
                .doOnNext(this::announce)
                .map(SetProblems::accepted)
                .flatMap(
                        set -> segments.read(caller.tenant()).map(registry -> SetAnswer.of(set, registry, null, null)));
    }

    private Mono<SetDifference> difference(Caller caller, String key) {
        return segments.read(caller.tenant()).flatMap(registry -> {
            var set = registry.set(key);
            return set == null ? Mono.error(SetProblems.notFound()) : difference(caller, set, registry);
        });
    }

    private Mono<SetDifference> difference(Caller caller, SegmentSet set, Registry registry) {
        var stages = set.owned().stream().flatMap(it -> Stream.ofNullable(registry.find(it)));
        return Flux.fromStream(stages)
                .concatMap(stage -> difference(caller, set, stage))
                .collectList()
                .map(SetDifference::new);
    }

    /** A stage that is left out is left by all. */
    private Mono<StageDifference> difference(Caller caller, SegmentSet set, RegisteredSegment stage) {
        boolean stays = set.stages().contains(stage.key());
        return previewSegment
                .difference(caller.tenant(), stage, stage.latest())
                .map(it -> stays ? it : new Difference(0, it.leaving() + it.staying(), 0, List.of()))
                .map(it -> new StageDifference(stage.key(), it.entering(), it.leaving(), it.staying()));
    }

    private void announce(SetVerdict verdict) {
        if (verdict instanceof SetVerdict.Changed changed && changed.announced()) {
            announcing.wake();
        }
    }

    private Instant now() {
        return suiteClock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
