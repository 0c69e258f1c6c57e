package io.tributary.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One throw-away server of each kind for all tests of a JVM: started when first asked for, stopped when the JVM ends.
 * Tests share them, so each takes names of its own for topics, indices and databases.
 */
public final class SharedBackends {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<ServerKind, Backends> STARTED = new EnumMap<>(ServerKind.class);

    private SharedBackends() {}

    /** Makes sure that these run; those that are missing are started together. */
    public static void get(ServerKind... kinds) {
        LOCK.lock();
        try {
            Set<ServerKind> missing = EnumSet.noneOf(ServerKind.class);
            missing.addAll(List.of(kinds));
            missing.removeAll(STARTED.keySet());
            if (!missing.isEmpty()) {
                Backends started = Backends.start(BackendsSpec.of(missing.toArray(ServerKind[]::new))
                        .keycloakRealm(realm())
                        .progress(SharedBackends::tell));
                missing.forEach(kind -> STARTED.put(kind, started));
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static Backends of(ServerKind kind) {
        get(kind);
        LOCK.lock();
        try {
            Backends backends = STARTED.get(kind);
            if (backends == null) {
                throw new IllegalStateException(kind + " is not running");
            }
            return backends;
        } finally {
            LOCK.unlock();
        }
    }

    /** The broker. */
    public static String kafkaBootstrap() {
        return of(ServerKind.KAFKA).kafkaBootstrap();
    }

    /** The Elasticsearch node. */
    public static URI elasticsearchUrl() {
        return of(ServerKind.ELASTICSEARCH).elasticsearchUrl();
    }

    /** Keycloak with the repository's realm, if there is one in the checkout. */
    public static URI keycloakUrl() {
        return of(ServerKind.KEYCLOAK).keycloakUrl();
    }

    /** The JDBC address, with the superuser's login in it, of a database that is created if it is absent. */
    public static String postgres(String database) {
        Backends backends = of(ServerKind.POSTGRES);
        try {
            backends.addresses().requirePostgres().createDatabase(database, backends.postgresUser());
        } catch (SQLException refused) {
            throw new BackendsFailure("the database " + database + " could not be created", refused);
        }
        return backends.postgresJdbcUrl(database) + "?user=" + backends.postgresUser() + "&password="
                + backends.postgresPassword();
    }

    /** The superuser of {@link #postgres}. */
    public static String postgresUser() {
        return of(ServerKind.POSTGRES).postgresUser();
    }

    /** Its password. */
    public static String postgresPassword() {
        return of(ServerKind.POSTGRES).postgresPassword();
    }

    /** The running set that holds this server, for fault tests. */
    public static Backends running(ServerKind kind) {
        return of(kind);
    }

    private static @Nullable Path realm() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path realm = folder.resolve("deploy/keycloak/cdp-realm.json");
            if (Files.exists(realm)) {
                return realm;
            }
        }
        return null;
    }

    /** A first preparation takes minutes: a silent test run would look hung. */
    private static void tell(String stage, String message) {
        System.err.println("[" + stage + "] " + message);
    }
}
