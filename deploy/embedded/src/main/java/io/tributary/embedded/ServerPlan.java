package io.tributary.embedded;

import io.tributary.embedded.elasticsearch.ElasticsearchRecipe;
import io.tributary.embedded.kafka.KafkaRecipe;
import io.tributary.embedded.keycloak.KeycloakRecipe;
import io.tributary.embedded.keycloak.Realm;
import io.tributary.embedded.postgres.PostgresRecipe;
import io.tributary.embedded.process.StopSignal;
import io.tributary.embedded.server.DataFolder;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The recipes of the servers that were asked for, over one data folder and one set of ports. */
final class ServerPlan {

    private final BackendsSpec spec;
    private final Preparation preparation;
    private final DataFolder data;
    private final PortPlan ports;

    ServerPlan(BackendsSpec spec, Preparation preparation, DataFolder data) throws IOException {
        this.spec = spec;
        this.preparation = preparation;
        this.data = data;
        this.ports = PortPlan.from(spec.portsFrom());
    }

    /** Keycloak keeps its users in PostgreSQL, so asking for it asks for both. */
    static BackendsSpec withNeeded(BackendsSpec spec) {
        if (!spec.kinds().contains(ServerKind.KEYCLOAK)) {
            return spec;
        }
        Set<ServerKind> kinds = EnumSet.copyOf(spec.kinds());
        kinds.add(ServerKind.POSTGRES);
        return new BackendsSpec(
                kinds,
                spec.mode(),
                spec.dataDir(),
                spec.portsFrom(),
                spec.keycloakRealm(),
                spec.progress(),
                spec.tuning());
    }

    static StopSignal stopSignal(ServerKind kind) {
        return kind == ServerKind.POSTGRES ? StopSignal.INT : StopSignal.TERM;
    }

    /** Refuses when somebody else has one of the ports. */
    void requirePorts() throws IOException {
        for (ServerKind kind : spec.kinds()) {
            switch (kind) {
                case POSTGRES -> PortPlan.requireFree("PostgreSQL", ports.postgres());
                case KAFKA -> {
                    PortPlan.requireFree("Kafka", ports.kafka());
                    PortPlan.requireFree("Kafka's controller", ports.kafkaController());
                }
                case ELASTICSEARCH -> {
                    PortPlan.requireFree("Elasticsearch", ports.elasticsearch());
                    PortPlan.requireFree("Elasticsearch's transport", ports.elasticsearchTransport());
                }
                case KEYCLOAK -> {
                    PortPlan.requireFree("Keycloak", ports.keycloak());
                    PortPlan.requireFree("Keycloak's management", ports.keycloakManagement());
                }
            }
        }
    }

    /** In the order of the kinds, which is the order of starting. */
    Map<ServerKind, Recipe> recipes() throws IOException {
        Map<ServerKind, Recipe> recipes = new EnumMap<>(ServerKind.class);
        for (ServerKind kind : spec.kinds()) {
            recipes.put(kind, recipe(kind));
        }
        return recipes;
    }

    private Recipe recipe(ServerKind kind) throws IOException {
        return switch (kind) {
            case POSTGRES ->
                new PostgresRecipe(
                        preparation.postgresPrograms(),
                        preparation.postgresTemplate(),
                        data.path(),
                        ports.postgres(),
                        !data.isThrowAway());
            case KAFKA ->
                new KafkaRecipe(
                        preparation.workshop().jdk(),
                        preparation.kafkaPrograms(),
                        data.path(),
                        ports,
                        preparation.kafkaOptions());
            case ELASTICSEARCH ->
                new ElasticsearchRecipe(
                        preparation.workshop().jdk(),
                        preparation.elasticsearchPrograms(),
                        data.path(),
                        ports,
                        preparation.elasticsearchOptions());
            case KEYCLOAK -> keycloak();
        };
    }

    private Recipe keycloak() throws IOException {
        Path realmFile = spec.keycloakRealm();
        Optional<Realm> realm = realmFile == null ? Optional.empty() : Optional.of(Realm.in(realmFile));
        return new KeycloakRecipe(
                preparation.workshop().jdk(),
                preparation.keycloakPrograms(),
                data.path(),
                ports,
                realm,
                preparation.keycloakOptions());
    }

    BackendAddresses addresses(Map<ServerKind, Recipe> recipes) {
        return new BackendAddresses(
                recipes.get(ServerKind.KAFKA) instanceof KafkaRecipe kafka ? kafka.address() : null,
                recipes.get(ServerKind.ELASTICSEARCH) instanceof ElasticsearchRecipe node ? node.url() : null,
                recipes.get(ServerKind.POSTGRES) instanceof PostgresRecipe postgres ? postgres.login() : null,
                recipes.get(ServerKind.KEYCLOAK) instanceof KeycloakRecipe keycloak ? keycloak.url() : null);
    }
}
