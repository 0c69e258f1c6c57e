package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.intake.Tenants;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Lets callers of an active tenant in, and takes what blocks off the event loop. */
public final class Door {

    private final Tenants tenants;
    private final Scheduler blocking;

    public Door(Tenants tenants, Scheduler blocking) {
        this.tenants = tenants;
        this.blocking = blocking;
    }

    Caller caller(Jwt token) {
        var caller = Caller.of(token);
        if (tenants.isSuspended(caller.tenant())) {
            throw new ProblemException(ProblemType.TENANT_SUSPENDED, "Ask whoever runs the platform to resume it.");
        }
        return caller;
    }

    /** Whether an answer to that tenant that is still being written may go on. */
    boolean isOpen(String tenant) {
        return !tenants.isSuspended(tenant);
    }

    <T> Mono<T> blocking(Callable<T> call) {
        return Mono.fromCallable(call).subscribeOn(blocking);
    }

    /** The same for a call that may have nothing to say: then the answer is empty. */
    <T> Mono<T> maybeBlocking(Callable<? extends @Nullable T> call) {
        return Mono.<T>fromCallable(call).subscribeOn(blocking);
    }

    /** An id that is none is not found, like an id of another tenant. */
    static UUID profileId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw notFound();
        }
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.");
    }
}
