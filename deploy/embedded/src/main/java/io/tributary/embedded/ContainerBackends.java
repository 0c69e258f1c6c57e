package io.tributary.embedded;

import io.tributary.embedded.elasticsearch.ElasticsearchFiles;
import io.tributary.embedded.kafka.KafkaFiles;
import io.tributary.embedded.keycloak.KeycloakFiles;
import io.tributary.embedded.keycloak.KeycloakRecipe;
import io.tributary.embedded.keycloak.Realm;
import io.tributary.embedded.postgres.PostgresLogin;
import io.tributary.embedded.process.ShutdownHooks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The servers as containers, with their data thrown away. Images are those that the projects publish; a property {@code
 * cdp.backends.images.<server>} names another one, for example on a mirror.
 */
final class ContainerBackends implements Backends {

    private static final int KEYCLOAK_HTTP = 8080;
    private static final int KEYCLOAK_MANAGEMENT = 9000;
    private static final int ELASTICSEARCH_HTTP = 9200;

    private final BackendsSpec spec;
    private final Map<ServerKind, GenericContainer<?>> containers = new EnumMap<>(ServerKind.class);
    private final Deque<GenericContainer<?>> startedLastFirst = new ArrayDeque<>();
    private final Thread hook = new Thread(this::close, "tributary-containers-stop");

    private ContainerBackends(BackendsSpec spec) {
        this.spec = spec;
    }

    static Backends start(BackendsSpec spec) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("backends=containers, but no container engine answers:"
                    + " start one, or use backends=embedded or backends=external");
        }
        ContainerBackends backends = new ContainerBackends(spec);
        Runtime.getRuntime().addShutdownHook(backends.hook);
        boolean started = false;
        try {
            backends.startAll();
            started = true;
            return backends;
        } catch (IOException failure) {
            throw new BackendsFailure(String.valueOf(failure.getMessage()), failure);
        } finally {
            if (!started) {
                backends.close();
            }
        }
    }

    private void startAll() throws IOException {
        for (ServerKind kind : spec.kinds()) {
            GenericContainer<?> container = container(kind);
            containers.put(kind, container);
            startedLastFirst.push(container);
            spec.progress().say(kind.label(), "starting the container " + container.getDockerImageName());
            container.start();
            spec.progress().say(kind.label(), "ready");
        }
    }

    private GenericContainer<?> container(ServerKind kind) throws IOException {
        return switch (kind) {
            case POSTGRES -> postgres();
            case KAFKA -> kafka();
            case ELASTICSEARCH -> elasticsearch();
            case KEYCLOAK -> keycloak(spec.keycloakRealm());
        };
    }

    private GenericContainer<?> postgres() {
        return new PostgreSQLContainer(image(ServerKind.POSTGRES, "postgres:18"))
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres")
                .withCommand("postgres", "-c", "max_connections=200", "-c", "timezone=UTC");
    }

    private GenericContainer<?> kafka() {
        return new KafkaContainer(image(ServerKind.KAFKA, "apache/kafka:" + KafkaFiles.VERSION))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_NUM_PARTITIONS", "4");
    }

    private GenericContainer<?> elasticsearch() {
        DockerImageName image = image(ServerKind.ELASTICSEARCH, "elasticsearch:" + ElasticsearchFiles.VERSION);
        return new ElasticsearchContainer(image)
                .withEnv("xpack.security.enabled", "false")
                .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
                .withEnv("path.repo", "/tmp/snapshots")
                .withEnv("ES_JAVA_OPTS", heap(ServerKind.ELASTICSEARCH));
    }

    /** Keycloak's own development database: its data is thrown away with the container. */
    private GenericContainer<?> keycloak(@Nullable Path realmFile) throws IOException {
        String realm = realmFile == null ? "master" : Realm.in(realmFile).name();
        GenericContainer<?> keycloak = new GenericContainer<>(
                        image(ServerKind.KEYCLOAK, "keycloak/keycloak:" + KeycloakFiles.VERSION))
                .withEnv("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakRecipe.ADMIN)
                .withEnv("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakRecipe.ADMIN)
                .withEnv("KC_HEALTH_ENABLED", "true")
                .withExposedPorts(KEYCLOAK_HTTP, KEYCLOAK_MANAGEMENT)
                .withCommand("start-dev", "--import-realm")
                .waitingFor(Wait.forHttp("/realms/" + realm + "/.well-known/openid-configuration")
                        .forPort(KEYCLOAK_HTTP)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        if (realmFile != null) {
            keycloak.withCopyFileToContainer(
                    MountableFile.forHostPath(realmFile), "/opt/keycloak/data/import/" + realm + "-realm.json");
        }
        return keycloak;
    }

    private String heap(ServerKind kind) {
        int megabytes = spec.tuning().heapOf(kind);
        return "-Xms" + megabytes + "m -Xmx" + megabytes + "m";
    }

    /** Testcontainers knows each server by the name of its usual image; a replacement is declared to be one. */
    private static DockerImageName image(ServerKind kind, String usual) {
        String chosen = System.getProperty("cdp.backends.images." + kind.label(), usual);
        String knownAs = usual.substring(0, usual.indexOf(':'));
        return DockerImageName.parse(chosen).asCompatibleSubstituteFor(knownAs);
    }

    @Override
    public BackendAddresses addresses() {
        return new BackendAddresses(
                containers.get(ServerKind.KAFKA) instanceof KafkaContainer kafka ? kafka.getBootstrapServers() : null,
                http(ServerKind.ELASTICSEARCH, ELASTICSEARCH_HTTP),
                containers.get(ServerKind.POSTGRES) instanceof PostgreSQLContainer postgres
                        ? new PostgresLogin(
                                postgres.getHost(),
                                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                                postgres.getUsername(),
                                postgres.getPassword())
                        : null,
                http(ServerKind.KEYCLOAK, KEYCLOAK_HTTP));
    }

    private @Nullable URI http(ServerKind kind, int port) {
        GenericContainer<?> container = containers.get(kind);
        return container == null
                ? null
                : URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }

    @Override
    public Map<ServerKind, Long> pids() {
        return Map.of();
    }

    @Override
    public Map<ServerKind, ServerUsage> usage() {
        return Map.of();
    }

    @Override
    public void kill(ServerKind kind) {
        throw new UnsupportedOperationException("a container would come back on another port: use backends=embedded");
    }

    @Override
    public void restart(ServerKind kind) {
        throw new UnsupportedOperationException("a container would come back on another port: use backends=embedded");
    }

    @Override
    public synchronized void close() {
        while (!startedLastFirst.isEmpty()) {
            startedLastFirst.pop().stop();
        }
        ShutdownHooks.remove(hook);
    }
}
