package io.tributary.gateway.adapter.keycloak;

import io.tributary.gateway.fault.IdentityProviderUnavailable;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.resteasy.client.jaxrs.ResteasyClientBuilder;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The realm's admin interface as a service account. Built at the first call, because its libraries take a second of CPU
 * that a start does not need; every call has a time limit and runs where blocking is allowed.
 */
public final class AdminClient implements AutoCloseable {

    private static final int CONNECTIONS = 8;

    private final RealmAddress address;
    private final String clientId;
    private final String clientSecret;
    private final Duration timeout;
    private final Scheduler blocking;
    private final ReentrantLock building = new ReentrantLock();
    private @Nullable Keycloak keycloak;

    public AdminClient(
            RealmAddress address, String clientId, String clientSecret, Duration timeout, Scheduler blocking) {
        this.address = address;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.timeout = timeout;
        this.blocking = blocking;
    }

    /** Runs steps against the realm; a provider that fails or is silent is an {@link IdentityProviderUnavailable}. */
    <T> Mono<T> call(Steps<T> steps) {
        return Mono.fromCallable((Callable<T>) () -> translated(steps)).subscribeOn(blocking);
    }

    /** Several blocking calls that belong together. */
    @FunctionalInterface
    interface Steps<T> {
        T run(RealmResource realm);
    }

    private <T> T translated(Steps<T> steps) {
        try {
            return steps.run(realm());
        } catch (ProcessingException | WebApplicationException e) {
            throw new IdentityProviderUnavailable(e);
        }
    }

    /** The status of an answer, which is read and closed. */
    static int statusOf(Response answer) {
        try (answer) {
            return answer.getStatus();
        }
    }

    /** A fault when the answer is none of the expected ones. */
    static void expect(Response answer, int... statuses) {
        int status = statusOf(answer);
        for (int expected : statuses) {
            if (status == expected) {
                return;
            }
        }
        throw new IdentityProviderUnavailable(new IllegalStateException("the identity provider answered " + status));
    }

    private RealmResource realm() {
        building.lock();
        try {
            var built = keycloak;
            if (built == null) {
                built = build();
                keycloak = built;
            }
            return built.realm(address.realm());
        } finally {
            building.unlock();
        }
    }

    private Keycloak build() {
        return KeycloakBuilder.builder()
                .serverUrl(address.server())
                .realm(address.realm())
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .resteasyClient(http())
                .build();
    }

    private Client http() {
        var builder = (ResteasyClientBuilder) ResteasyClientBuilder.newBuilder();
        return builder.connectionPoolSize(CONNECTIONS)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .connectionCheckoutTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                // The server is newer than its client and sends fields that this one does not know.
                .register(JacksonProvider.class, 100)
                .build();
    }

    @Override
    public void close() {
        building.lock();
        try {
            if (keycloak != null) {
                keycloak.close();
            }
        } finally {
            building.unlock();
        }
    }
}
