package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BackendsSpecTest {

    @Test
    void hasTheseDefaults() {
        BackendsSpec spec = BackendsSpec.of(ServerKind.KAFKA, ServerKind.POSTGRES);

        assertThat(spec.kinds()).containsExactlyInAnyOrder(ServerKind.KAFKA, ServerKind.POSTGRES);
        assertThat(spec.dataDir()).isNull();
        assertThat(spec.portsFrom()).isZero();
        assertThat(spec.keycloakRealm()).isNull();
        assertThat(spec.tuning().training()).isTrue();
        assertThat(spec.tuning().startLimit()).isEqualTo(Duration.ofMinutes(3));
        assertThat(spec.tuning().heapOf(ServerKind.KAFKA)).isEqualTo(512);
        assertThat(spec.tuning().heapOf(ServerKind.ELASTICSEARCH)).isEqualTo(512);
        assertThat(spec.tuning().heapOf(ServerKind.KEYCLOAK)).isEqualTo(256);
        assertThat(spec.tuning().firstTierOnly()).containsExactlyInAnyOrder(ServerKind.values());
    }

    @Test
    void keepsEveryChoice() {
        BackendsSpec spec = BackendsSpec.of(ServerKind.KAFKA)
                .dataDir(Path.of("/data"))
                .portsFrom(9_092)
                .keycloakRealm(Path.of("/realm.json"))
                .mode(BackendMode.EXTERNAL)
                .heap(ServerKind.KAFKA, 300)
                .firstTierOnly(ServerKind.KEYCLOAK)
                .startLimit(Duration.ofSeconds(9))
                .training(false);

        assertThat(spec.dataDir()).isEqualTo(Path.of("/data"));
        assertThat(spec.portsFrom()).isEqualTo(9_092);
        assertThat(spec.keycloakRealm()).isEqualTo(Path.of("/realm.json"));
        assertThat(spec.mode()).isEqualTo(BackendMode.EXTERNAL);
        assertThat(spec.tuning().heapOf(ServerKind.KAFKA)).isEqualTo(300);
        assertThat(spec.tuning().heapOf(ServerKind.KEYCLOAK)).isEqualTo(256);
        assertThat(spec.tuning().firstTierOnly()).containsExactly(ServerKind.KEYCLOAK);
        assertThat(spec.tuning().startLimit()).isEqualTo(Duration.ofSeconds(9));
        assertThat(spec.tuning().training()).isFalse();
    }

    @Test
    void refusesPortsThatDoNotExistAndAnEmptySet() {
        assertThatThrownBy(() -> BackendsSpec.of(ServerKind.KAFKA).portsFrom(65_530))
                .hasMessageContaining("portsFrom must be 0");
        assertThatThrownBy(() -> BackendsSpec.of(ServerKind.KAFKA).portsFrom(80))
                .hasMessageContaining("1024");
        assertThatThrownBy(BackendsSpec::of).hasMessageContaining("at least one server");
    }

    @Test
    void givesKeycloakTheDatabaseItNeeds() {
        assertThat(ServerPlan.withNeeded(BackendsSpec.of(ServerKind.KEYCLOAK)).kinds())
                .containsExactlyInAnyOrder(ServerKind.KEYCLOAK, ServerKind.POSTGRES);
        assertThat(ServerPlan.withNeeded(BackendsSpec.of(ServerKind.KAFKA)).kinds())
                .containsExactly(ServerKind.KAFKA);
    }

    @Test
    void readsTheModeFromPropertiesBeforeTheEnvironment() {
        Properties properties = new Properties();
        assertThat(BackendMode.configured(properties, Map.of())).isEqualTo(BackendMode.EMBEDDED);
        assertThat(BackendMode.configured(properties, Map.of("CDP_BACKENDS", "external")))
                .isEqualTo(BackendMode.EXTERNAL);

        properties.setProperty("backends", "Containers");

        assertThat(BackendMode.configured(properties, Map.of("CDP_BACKENDS", "external")))
                .isEqualTo(BackendMode.CONTAINERS);
    }

    @Test
    void refusesAnUnknownMode() {
        assertThatThrownBy(() -> BackendMode.configured(new Properties(), Map.of("CDP_BACKENDS", "podman")))
                .hasMessage("backends=podman is unknown: use embedded, containers or external");
    }
}
