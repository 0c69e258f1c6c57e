package io.tributary.embedded;

import io.tributary.embedded.postgres.PostgresLogin;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the servers are; one that was not asked for is null here and an error in the {@code require} methods. */
public record BackendAddresses(
        @Nullable String kafkaBootstrap,
        @Nullable URI elasticsearchUrl,
        @Nullable PostgresLogin postgres,
        @Nullable URI keycloakUrl) {

    /** The address or a clear error. */
    public String requireKafka() {
        return required(kafkaBootstrap, ServerKind.KAFKA);
    }

    /** The address or a clear error. */
    public URI requireElasticsearch() {
        return required(elasticsearchUrl, ServerKind.ELASTICSEARCH);
    }

    /** The address with the superuser's login, or a clear error. */
    public PostgresLogin requirePostgres() {
        return required(postgres, ServerKind.POSTGRES);
    }

    /** The address or a clear error. */
    public URI requireKeycloak() {
        return required(keycloakUrl, ServerKind.KEYCLOAK);
    }

    private static <T> T required(@Nullable T address, ServerKind kind) {
        if (address == null) {
            throw new IllegalStateException(kind + " was not asked for: add it to BackendsSpec.of(...)");
        }
        return address;
    }
}
