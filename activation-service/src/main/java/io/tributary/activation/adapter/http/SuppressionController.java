package io.tributary.activation.adapter.http;

import io.tributary.activation.suppression.Suppressions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The suppression list, one entry at a time. */
@RestController
@RequestMapping("/api/v1/suppressions")
class SuppressionController {

    private final Callers callers;
    private final Suppressions suppressions;
    private final SuppressionRequests requests;
    private final Idempotency idempotency;
    private final Lift lift;

    SuppressionController(
            Callers callers,
            Suppressions suppressions,
            SuppressionRequests requests,
            Idempotency idempotency,
            Lift lift) {
        this.callers = callers;
        this.suppressions = suppressions;
        this.requests = requests;
        this.idempotency = idempotency;
        this.lift = lift;
    }

    /** Names a subject; scope, scopeId and kind narrow what is lifted. */
    record SubjectBody(
            @Nullable String namespace,
            @Nullable String value,
            @Nullable String scope,
            @Nullable String scopeId,
            @Nullable String kind) {}

    record Lifted(int lifted) {}

    record Explanation(String namespace, String digest, String masked, List<SuppressionView> entries) {}

    @GetMapping
    Mono<Page<SuppressionView>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int size = Page.limit(limit);
        var after = Page.position(cursor);
        return lift.call(() -> Page.of(
                suppressions.list(caller.tenant(), after, size + 1).stream()
                        .map(SuppressionView::of)
                        .toList(),
                size,
                SuppressionView::id));
    }

    /** Recording what stands already changes nothing and answers what stands. */
    @PostMapping
    Mono<ResponseEntity<String>> create(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody SuppressionRequests.Body body) {
        var caller = callers.admit(token).mayWrite();
        return idempotency.once(caller, key, "POST /suppressions", body, () -> {
            var suppression = requests.read(caller, body);
            int changed = suppressions.record(List.of(suppression), caller.account());
            var standing = suppressions.of(caller.tenant(), suppression.subject()).stream()
                    .filter(it -> it.kind() == suppression.kind()
                            && it.scope() == suppression.scope()
                            && it.scopeId().equals(suppression.scopeId()))
                    .findFirst()
                    .orElse(suppression);
            return new Idempotency.Answer(changed > 0 ? 201 : 200, SuppressionView.of(standing));
        });
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> lift(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayWrite();
        return lift.call(() -> {
            if (suppressions.lift(caller.tenant(), id, caller.account()).isEmpty()) {
                throw Checks.notFound("suppression");
            }
            return ResponseEntity.noContent().build();
        });
    }

    @DeleteMapping
    Mono<Lifted> liftOf(@AuthenticationPrincipal Jwt token, @RequestBody SubjectBody body) {
        var caller = callers.admit(token).mayWrite();
        return lift.call(() -> {
            var subject =
                    requests.subject(caller, body.namespace(), body.value()).subject();
            int lifted = 0;
            for (var one : suppressions.of(caller.tenant(), subject)) {
                if (is(body.scope(), one.scope().wireName())
                        && is(body.scopeId(), one.scopeId())
                        && is(body.kind(), one.kind().wireName())
                        && suppressions
                                .lift(caller.tenant(), one.id(), caller.account())
                                .isPresent()) {
                    lifted++;
                }
            }
            return new Lifted(lifted);
        });
    }

    private static boolean is(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }

    /** The subject as {@code namespace:value}. */
    @GetMapping("/explain")
    Mono<Explanation> explain(@AuthenticationPrincipal Jwt token, @RequestParam String subject) {
        int colon = subject.indexOf(':');
        if (colon < 1) {
            throw Checks.one("/subject", "format", "namespace:value");
        }
        return explain(token, subject.substring(0, colon), subject.substring(colon + 1));
    }

    @PostMapping("/explain")
    Mono<Explanation> explain(@AuthenticationPrincipal Jwt token, @RequestBody SubjectBody body) {
        return explain(token, body.namespace(), body.value());
    }

    private Mono<Explanation> explain(Jwt token, @Nullable String namespace, @Nullable String value) {
        var caller = callers.admit(token).mayRead();
        return lift.call(() -> {
            var named = requests.subject(caller, namespace, value);
            var entries = suppressions.of(caller.tenant(), named.subject()).stream()
                    .map(SuppressionView::of)
                    .toList();
            return new Explanation(named.subject().namespace(), named.subject().digest(), named.masked(), entries);
        });
    }
}
