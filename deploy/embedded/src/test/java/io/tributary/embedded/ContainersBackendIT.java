package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.embedded.elasticsearch.ElasticsearchRecipe;
import io.tributary.embedded.kafka.KafkaRecipe;
import io.tributary.embedded.keycloak.KeycloakRecipe;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** The same servers as containers; skipped, with a message, where no container engine answers. */
class ContainersBackendIT {

    private static final String SKIPPED =
            "skipped: no container engine answers here, so the servers as containers are not tried";

    @Test
    void startsAllFourServersAsContainers() throws IOException {
        // given
        boolean available = DockerClientFactory.instance().isDockerAvailable();
        if (!available) {
            // The report keeps the reason of a skip to itself; whoever watches the build should read it.
            System.err.println(SKIPPED);
        }
        assumeTrue(available, SKIPPED);

        // when
        try (Backends backends =
                Backends.start(BackendsSpec.of(ServerKind.values()).mode(BackendMode.CONTAINERS))) {

            // then
            assertThat(backends.addresses().requirePostgres().answers()).isTrue();
            assertThat(KafkaRecipe.brokerIsKnown(backends.kafkaBootstrap())).isTrue();
            assertThat(ElasticsearchRecipe.isHealthy(backends.elasticsearchUrl()))
                    .isTrue();
            assertThat(KeycloakRecipe.hasRealm(backends.keycloakUrl(), "master"))
                    .isTrue();
            assertThat(backends.pids()).isEmpty();
        }
    }

    @Test
    void saysWhatToDoWhereNoEngineAnswers() {
        // given
        assumeTrue(!DockerClientFactory.instance().isDockerAvailable(), "a container engine answers here");
        BackendsSpec spec = BackendsSpec.of(ServerKind.POSTGRES).mode(BackendMode.CONTAINERS);

        // when, then
        assertThatThrownBy(() -> Backends.start(spec)).hasMessageContaining("no container engine answers");
    }
}
