package io.tributary.segment.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.personalization.Audience;
import io.tributary.segment.personalization.Personalization;
import io.tributary.segment.personalization.PersonalizePage;
import io.tributary.segment.personalization.ReadKeyVerdict;
import io.tributary.segment.personalization.ReadKeys;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a live page may know about the person in front of it. With a member's token all published segments; with a source's
 * read key, from one of its origins, those marked public. No identifier is ever in the answer, and whether a person is known
 * is not told.
 */
@RestController
@RequestMapping("/api/v1/personalization")
class PersonalizationController {

    /** An identifier in the body, so that it is in no URL. */
    record IdentifierRequest(
            @Nullable String namespace, @Nullable String value) {}

    /** @param actions those of all memberships, each once */
    record PageAnswer(List<PageMembership> memberships, List<String> actions) {}

    /** @param since for members of the tenant only */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageMembership(String segmentKey, @Nullable Instant since, List<String> actions) {}

    private record Asking(String tenant, Audience audience) {}

    private final PersonalizePage personalizePage;
    private final ReadKeys readKeys;
    private final Callers callers;
    private final Tenants tenants;
    private final Clock realClock;

    PersonalizationController(
            PersonalizePage personalizePage,
            ReadKeys readKeys,
            Callers callers,
            Tenants tenants,
            @Qualifier("realClock") Clock realClock) {
        this.personalizePage = personalizePage;
        this.readKeys = readKeys;
        this.callers = callers;
        this.tenants = tenants;
        this.realClock = realClock;
    }

    @GetMapping("/{namespace}/{value}")
    Mono<ResponseEntity<PageAnswer>> get(
            @AuthenticationPrincipal @Nullable Jwt token,
            @PathVariable String namespace,
            @PathVariable String value,
            ServerWebExchange exchange) {
        return answer(asking(token, exchange), namespace, value);
    }

    @PostMapping
    Mono<ResponseEntity<PageAnswer>> post(
            @AuthenticationPrincipal @Nullable Jwt token,
            @RequestBody IdentifierRequest request,
            ServerWebExchange exchange) {
        var asking = asking(token, exchange);
        if (request.namespace() == null || request.value() == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Send namespace and value.",
                    List.of(new Violation(
                            request.namespace() == null ? "/namespace" : "/value", "required", "it is needed")));
        }
        return answer(asking, request.namespace(), request.value());
    }

    private Asking asking(@Nullable Jwt token, ServerWebExchange exchange) {
        return token == null
                ? new Asking(tenantOf(exchange), Audience.PAGE)
                : new Asking(callers.admit(token).mayRead().tenant(), Audience.MEMBER);
    }

    private String tenantOf(ServerWebExchange exchange) {
        var readKey = ReadKeyCredentials.of(exchange.getRequest());
        if (readKey == null) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "Send an access token as Bearer, or the read key of a source.");
        }
        var tenant = switch (readKeys.find(
                readKey, ReadKeyCredentials.origin(exchange.getRequest()), realClock.instant())) {
            case ReadKeyVerdict.Granted granted -> granted.tenant();
            case ReadKeyVerdict.Unknown _ ->
                throw new ProblemException(ProblemType.UNKNOWN_READ_KEY, "Send a valid read key of a source.");
            case ReadKeyVerdict.SourceDisabled _ ->
                throw new ProblemException(ProblemType.SOURCE_DISABLED, "Enable the source, or use another one's key.");
            case ReadKeyVerdict.OtherOrigin _ ->
                throw new ProblemException(ProblemType.FORBIDDEN, "The read key is bound to other web origins.");
        };
        if (tenants.refuses(tenant)) {
            throw new ProblemException(
                    ProblemType.TENANT_SUSPENDED, "Ask the platform's administrator to resume the tenant.");
        }
        return tenant;
    }

    private Mono<ResponseEntity<PageAnswer>> answer(Asking asking, String namespace, String value) {
        // Identity keeps e-mail addresses in lower case; the other namespaces are compared as they are.
        var normal = namespace.equals("email") ? value.strip().toLowerCase(Locale.ROOT) : value;
        return personalizePage
                .of(asking.tenant(), namespace, normal, asking.audience())
                .map(found ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view(found, asking.audience())));
    }

    private static PageAnswer view(Personalization found, Audience audience) {
        return new PageAnswer(
                found.memberships().stream()
                        .map(it -> new PageMembership(
                                it.segmentKey(), audience == Audience.MEMBER ? it.since() : null, it.actions()))
                        .toList(),
                found.actions());
    }
}
