package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.contracts.tenant.Role;
import io.tributary.contracts.tenant.TenantClaim;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, as the verified token says: the tenant is never taken from anywhere else.
 *
 * @param account the account's id in the identity provider, good for audit
 */
record Caller(String tenant, String account, Set<Role> roles) {

    /** The caller of a tenant route; a token without exactly one organization is refused. */
    static Caller of(Jwt token) {
        var tenant = switch (TenantClaim.of(token.getClaims())) {
            case TenantClaim.One one -> one.tenant();
            case TenantClaim.Missing _ ->
                throw new ProblemException(
                        ProblemType.NO_TENANT,
                        "Ask for the token with scope organization, for an account that belongs to one.");
            case TenantClaim.Several _ ->
                throw new ProblemException(
                        ProblemType.SEVERAL_TENANTS, "Ask for the token with scope organization:<tenant>.");
        };
        return new Caller(tenant, subject(token), Role.of(token.getClaims()));
    }

    private static String subject(Jwt token) {
        var subject = token.getSubject();
        return subject == null ? "" : subject;
    }

    Caller mayRead() {
        return require(Role.VIEWER, Role.MARKETER, Role.ADMIN);
    }

    Caller mayWrite() {
        return require(Role.MARKETER, Role.ADMIN);
    }

    Caller mayManage() {
        return require(Role.ADMIN);
    }

    private Caller require(Role... anyOf) {
        for (var role : anyOf) {
            if (roles.contains(role)) {
                return this;
            }
        }
        throw new ProblemException(ProblemType.FORBIDDEN, "This call needs another role than the account has.");
    }
}
