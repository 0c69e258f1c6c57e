package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.embedded.postgres.PostgresLogin;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ExternalSettingsTest {

    private final Properties properties = new Properties();

    @Test
    void readsEachAddress() {
        properties.setProperty("cdp.backends.kafka.bootstrap", "broker:9092");
        properties.setProperty("cdp.backends.elasticsearch.url", "http://search:9200/");
        properties.setProperty("cdp.backends.postgres.url", "jdbc:postgresql://db:5433/?user=root&password=secret");
        Map<String, String> environment = Map.of("CDP_BACKENDS_KEYCLOAK_URL", "http://id:8180");

        BackendAddresses addresses =
                new ExternalSettings(properties, environment).addresses(EnumSet.allOf(ServerKind.class));

        assertThat(addresses.requireKafka()).isEqualTo("broker:9092");
        assertThat(addresses.requireElasticsearch()).isEqualTo(URI.create("http://search:9200"));
        assertThat(addresses.requirePostgres()).isEqualTo(new PostgresLogin("db", 5433, "root", "secret"));
        assertThat(addresses.requirePostgres().jdbcUrl("cdp")).isEqualTo("jdbc:postgresql://db:5433/cdp");
        assertThat(addresses.requireKeycloak()).isEqualTo(URI.create("http://id:8180"));
    }

    @Test
    void namesThePropertyThatIsMissing() {
        assertThatThrownBy(() -> new ExternalSettings(properties, Map.of()).addresses(EnumSet.of(ServerKind.KAFKA)))
                .hasMessage("backends=external needs the property cdp.backends.kafka.bootstrap"
                        + " (or the variable CDP_BACKENDS_KAFKA_BOOTSTRAP)");
    }

    @Test
    void namesTheServerThatWasNotAskedFor() {
        properties.setProperty("cdp.backends.kafka.bootstrap", "broker:9092");

        BackendAddresses addresses = new ExternalSettings(properties, Map.of()).addresses(EnumSet.of(ServerKind.KAFKA));

        assertThatThrownBy(addresses::requirePostgres)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("POSTGRES was not asked for");
    }

    @Test
    void refusesADatabaseAddressItCannotRead() {
        properties.setProperty("cdp.backends.postgres.url", "postgres://db");

        assertThatThrownBy(() -> new ExternalSettings(properties, Map.of()).addresses(EnumSet.of(ServerKind.POSTGRES)))
                .hasMessageContaining("must look like jdbc:postgresql://");
    }
}
