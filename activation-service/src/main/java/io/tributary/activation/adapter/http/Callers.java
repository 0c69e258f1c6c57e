package io.tributary.activation.adapter.http;

import io.tributary.activation.tenant.Tenants;
import io.tributary.contracts.problem.ProblemType;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Admits the callers of tenant routes: the token names one tenant, and that tenant is not suspended. */
@Component
class Callers {

    private final Tenants tenants;

    Callers(Tenants tenants) {
        this.tenants = tenants;
    }

    Caller admit(Jwt token) {
        var caller = Caller.of(token);
        if (tenants.refuses(caller.tenant())) {
            throw new ProblemException(
                    ProblemType.TENANT_SUSPENDED, "Ask the platform's administrator to resume the tenant.");
        }
        return caller;
    }
}
