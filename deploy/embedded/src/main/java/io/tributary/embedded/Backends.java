package io.tributary.embedded;

import java.net.URI;
import java.util.Map;

/**
 * A set of running servers and their addresses. Every server that was asked for is ready for its clients when
 * {@link #start} returns; closing stops them in reverse order and is also done when the JVM ends.
 */
public interface Backends extends AutoCloseable {

    /** Starts, or finds, the servers of this specification and waits until each is ready. */
    static Backends start(BackendsSpec spec) {
        return switch (spec.mode()) {
            case EMBEDDED -> EmbeddedBackends.start(spec);
            case CONTAINERS -> ContainerBackends.start(spec);
            case EXTERNAL -> ExternalBackends.start(spec, System.getProperties(), System.getenv());
        };
    }

    /** Fetches, unpacks, builds and trains what a start of this specification needs, and starts nothing for good. */
    static void prepare(BackendsSpec spec) {
        if (spec.mode() == BackendMode.EMBEDDED) {
            EmbeddedBackends.prepare(spec);
        }
    }

    /** Where the servers are. */
    BackendAddresses addresses();

    /** {@code host:port} of the broker. */
    default String kafkaBootstrap() {
        return addresses().requireKafka();
    }

    /** The HTTP address without a path. */
    default URI elasticsearchUrl() {
        return addresses().requireElasticsearch();
    }

    /** The HTTP address without a path; the realm's issuer is {@code <url>/realms/<realm>}. */
    default URI keycloakUrl() {
        return addresses().requireKeycloak();
    }

    /** The JDBC address of a database, without login; the database need not exist. */
    default String postgresJdbcUrl(String database) {
        return addresses().requirePostgres().jdbcUrl(database);
    }

    /** The superuser. */
    default String postgresUser() {
        return addresses().requirePostgres().user();
    }

    /** The superuser's password. */
    default String postgresPassword() {
        return addresses().requirePostgres().password();
    }

    /** The pid of each living server process; empty unless embedded. */
    Map<ServerKind, Long> pids();

    /** Memory and processor time of each living server process; empty unless embedded. */
    Map<ServerKind, ServerUsage> usage();

    /** Ends a server with SIGKILL, for fault tests; embedded only. */
    void kill(ServerKind kind);

    /** Starts a server again on the same ports and data, stopping it first if it lives; embedded only. */
    void restart(ServerKind kind);

    /** Stops everything that was started here; further calls do nothing. */
    @Override
    void close();
}
