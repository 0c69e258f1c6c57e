package io.tributary.gateway.adapter.http.door;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.contracts.tenant.TenantClaim;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.gateway.access.Access;
import io.tributary.gateway.access.AccessPolicy;
import io.tributary.gateway.access.Caller;
import io.tributary.gateway.access.Need;
import io.tributary.gateway.access.Role;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.route.RoutingTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Checks a call of the API: the token against the policy, the tenant's budget, and notes unsafe calls for the audit log. */
public final class ApiCheck {

    private final AccessPolicy policy;
    private final DoorLimits limits;
    private final UnsafeCalls unsafeCalls;

    public ApiCheck(AccessPolicy policy, DoorLimits limits, UnsafeCalls unsafeCalls) {
        this.policy = policy;
        this.limits = limits;
        this.unsafeCalls = unsafeCalls;
    }

    /** Completes when the call may go on. */
    Mono<Void> admit(ServerWebExchange exchange, RoutingTable.Match match) {
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .map(JwtAuthenticationToken::getToken)
                .doOnNext(token -> admit(exchange, match, token))
                .hasElement()
                .doOnNext(hasToken -> {
                    if (!hasToken) {
                        admitWithoutToken(exchange, match.route().need());
                    }
                })
                .then();
    }

    private void admit(ServerWebExchange exchange, RoutingTable.Match match, Jwt token) {
        var caller = callerOf(token);
        var admitted = switch (policy.judge(match.route().need(), caller)) {
            case Access.Member member -> new Admitted(member.tenant(), caller);
            case Access.Platform _ -> new Admitted(RecordKey.PLATFORM, caller);
            case Access.Refused refused -> throw refusal(refused.reason());
        };
        DoorLimits.take(limits.perTenant(), admitted.tenant());
        admitted.remember(exchange);
        unsafeCalls.watch(exchange, match, admitted);
    }

    private void admitWithoutToken(ServerWebExchange exchange, Need need) {
        if (need != Need.MEMBER_OR_READ_KEY) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send an access token as Bearer.");
        }
        limits.takeForAddress(exchange.getRequest());
    }

    private static Caller callerOf(Jwt token) {
        var organizations = switch (TenantClaim.of(token.getClaims())) {
            case TenantClaim.One one -> List.of(one.tenant());
            case TenantClaim.Missing _ -> List.<String>of();
            // Which ones does not matter: more than one is never usable.
            case TenantClaim.Several _ -> List.of("", "");
        };
        return new Caller(String.valueOf(token.getSubject()), organizations, rolesOf(token));
    }

    private static Set<Role> rolesOf(Jwt token) {
        return io.tributary.contracts.tenant.Role.of(token.getClaims()).stream()
                .map(role -> switch (role) {
                    case VIEWER -> Role.VIEWER;
                    case MARKETER -> Role.MARKETER;
                    case ADMIN -> Role.ADMIN;
                    case PLATFORM_ADMIN -> Role.PLATFORM_ADMIN;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ProblemException refusal(Access.Reason reason) {
        return switch (reason) {
            case NEEDS_PLATFORM_ADMIN ->
                new ProblemException(ProblemType.FORBIDDEN, "Only an administrator of the installation may do this.");
            case NEEDS_A_ROLE ->
                new ProblemException(
                        ProblemType.FORBIDDEN, "The account has no role of a tenant: viewer, marketer or admin.");
            case NO_TENANT ->
                new ProblemException(
                        ProblemType.NO_TENANT,
                        "Ask for the token with scope organization, for an account that belongs to a tenant.");
            case SEVERAL_TENANTS ->
                new ProblemException(
                        ProblemType.SEVERAL_TENANTS, "Ask for the token with scope organization:<tenant>.");
            case TENANT_SUSPENDED ->
                new ProblemException(ProblemType.TENANT_SUSPENDED, "Ask whoever runs this installation.");
        };
    }
}
