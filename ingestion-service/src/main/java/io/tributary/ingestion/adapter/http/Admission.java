package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.tenant.Tenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/** Lets a caller in unless the tenant is suspended, which counts for people as for events. */
public final class Admission {

    private final Tenants tenants;
    private final InstantSource realClock;

    public Admission(Tenants tenants, InstantSource realClock) {
        this.tenants = tenants;
        this.realClock = realClock;
    }

    Caller of(Jwt token) {
        var caller = Caller.of(token);
        if (tenants.state(caller.tenant()).suspended()) {
            throw new ProblemException(ProblemType.TENANT_SUSPENDED, "Ask the platform's administrator to resume it.");
        }
        return caller;
    }

    /** How long the token is good for: an answer that is still being written ends with it. */
    Duration left(Jwt token) {
        var now = realClock.instant();
        return Duration.between(now, Objects.requireNonNullElse(token.getExpiresAt(), now));
    }

    /** Whether an answer to that tenant that is still being written may go on. */
    boolean isOpen(String tenant) {
        return !tenants.state(tenant).suspended();
    }
}
