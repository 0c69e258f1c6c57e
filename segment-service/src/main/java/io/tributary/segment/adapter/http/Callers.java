package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Admits the callers of tenant routes: the token names one tenant, and that tenant is not suspended. */
@Component
class Callers {

    private final Tenants tenants;
    private final Clock realClock;

    Callers(Tenants tenants, @Qualifier("realClock") Clock realClock) {
        this.tenants = tenants;
        this.realClock = realClock;
    }

    /** Whether an answer that is still being written may go on. */
    boolean isGood(Jwt token) {
        var ends = token.getExpiresAt();
        return ends != null
                && realClock.instant().isBefore(ends)
                && !tenants.refuses(Caller.of(token).tenant());
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
