package io.tributary.segment.adapter.http;

import io.tributary.segment.adapter.http.ComputedTraitAnswers.TraitAnswer;
import io.tributary.segment.adapter.http.ComputedTraitAnswers.TraitDifference;
import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.preview.PreviewSegment;
import io.tributary.segment.registry.Announcing;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.registry.TraitPolicy;
import io.tributary.segment.registry.TraitVerdict;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
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

/** Changes of computed traits: define, revise, retire. Each decides at once. */
@RestController
@RequestMapping("/api/v1/computed-traits")
class ComputedTraitController {

    private final ComputedTraits traits;
    private final Segments segments;
    private final PreviewSegment previewSegment;
    private final Announcing announcing;
    private final Callers callers;
    private final IdempotentCalls calls;
    private final RuleInput rules;
    private final Clock suiteClock;

    ComputedTraitController(
            ComputedTraits traits,
            Segments segments,
            PreviewSegment previewSegment,
            Announcing announcing,
            Callers callers,
            IdempotentCalls calls,
            RuleInput rules,
            @Qualifier("suiteClock") Clock suiteClock) {
        this.traits = traits;
        this.segments = segments;
        this.previewSegment = previewSegment;
        this.announcing = announcing;
        this.callers = callers;
        this.calls = calls;
        this.rules = rules;
        this.suiteClock = suiteClock;
    }

    @PostMapping
    Mono<ResponseEntity<JsonNode>> define(
            @AuthenticationPrincipal Jwt token, @RequestBody ComputedTraitRequest request, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(caller, exchange, request, () -> {
            var key = request.newKey();
            var first = version(key, request, caller);
            return previewSegment
                    .saying(caller.tenant(), key)
                    .flatMap(people -> changed(caller, registry -> TraitPolicy.create(registry, key, first, people)))
                    .map(it -> ResponseEntity.created(URI.create("/api/v1/computed-traits/" + key))
                            .body(it));
        });
    }

    @PutMapping("/{key}")
    Mono<ResponseEntity<JsonNode>> revise(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody ComputedTraitRequest request,
            ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(caller, exchange, request, () -> {
            request.sameKey(key);
            var wished = version(key, request, caller);
            return dryRun
                    ? difference(caller, key, wished).map(ResponseEntity::ok)
                    : changed(caller, registry -> TraitPolicy.revise(registry, key, wished))
                            .map(ResponseEntity::ok);
        });
    }

    @PostMapping("/{key}/retire")
    Mono<ResponseEntity<JsonNode>> retire(
            @AuthenticationPrincipal Jwt token, @PathVariable String key, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(
                caller,
                exchange,
                null,
                () -> changed(caller, registry -> TraitPolicy.retire(registry, key))
                        .map(ResponseEntity::ok));
    }

    private Mono<TraitAnswer> changed(Caller caller, Function<Registry, TraitVerdict> decision) {
        return traits.change(caller.tenant(), decision)
                .doOnNext(this::announce)
                .map(it -> TraitAnswer.of(TraitProblems.accepted(it), null));
    }

    private Mono<TraitDifference> difference(Caller caller, String key, TraitVersion wished) {
        return segments.read(caller.tenant()).flatMap(registry -> {
            var revised = TraitProblems.accepted(TraitPolicy.revise(registry, key, wished));
            return previewSegment
                    .consequences(caller.tenant(), registry, registry.with(revised))
                    .map(TraitDifference::new);
        });
    }

    private TraitVersion version(String key, ComputedTraitRequest request, Caller caller) {
        var now = suiteClock.instant().truncatedTo(ChronoUnit.MILLIS);
        return request.version(key, rules, now, caller.account());
    }

    private void announce(TraitVerdict verdict) {
        if (verdict instanceof TraitVerdict.Changed) {
            announcing.wake();
        }
    }
}
