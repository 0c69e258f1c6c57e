package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.embedded.process.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Servers that already run, found by their addresses. */
class ExternalBackendIT {

    @Test
    void findsServersThatAlreadyRun() {
        // given
        Properties properties = new Properties();
        properties.setProperty("cdp.backends.postgres.url", SharedBackends.postgres("external"));

        // when
        try (Backends backends = ExternalBackends.start(
                BackendsSpec.of(ServerKind.POSTGRES).mode(BackendMode.EXTERNAL), properties, Map.of())) {

            // then
            assertThat(backends.addresses().requirePostgres().answers()).isTrue();
            assertThat(backends.pids()).isEmpty();
            assertThatThrownBy(() -> backends.kill(ServerKind.POSTGRES))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(SharedBackends.running(ServerKind.POSTGRES).pids()).containsKey(ServerKind.POSTGRES);
    }

    @Test
    void namesTheServerThatDoesNotAnswer() throws IOException {
        // given
        Properties properties = new Properties();
        String url = "jdbc:postgresql://127.0.0.1:" + Ports.free(1).getFirst() + "/";
        properties.setProperty("cdp.backends.postgres.url", url);
        BackendsSpec spec =
                BackendsSpec.of(ServerKind.POSTGRES).mode(BackendMode.EXTERNAL).startLimit(Duration.ofSeconds(1));

        // when, then
        assertThatThrownBy(() -> ExternalBackends.start(spec, properties, Map.of()))
                .isInstanceOf(BackendsFailure.class)
                .hasMessageContaining("postgres did not answer within 1 s");
    }
}
