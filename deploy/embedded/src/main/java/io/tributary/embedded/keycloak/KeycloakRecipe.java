package io.tributary.embedded.keycloak;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.embedded.postgres.PostgresLogin;
import io.tributary.embedded.process.Jdk;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.Ports;
import io.tributary.embedded.server.HttpProbe;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.Recipe;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs Keycloak without its start script; ready means healthy and, with a realm, that the realm can be discovered. */
public record KeycloakRecipe(
        Jdk jdk, Path programs, Path dataFolder, PortPlan ports, Optional<Realm> realm, JvmOptions options)
        implements Recipe {

    /** The name of its log and pid file. */
    public static final String NAME = "keycloak";

    /** User and password of the master realm's administrator, and of the database login. */
    public static final String ADMIN = "admin";

    private static final String LOGIN = "keycloak";
    private static final List<String> OPENED =
            List.of("java.util", "java.util.concurrent", "java.security", "java.lang");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return url().toString();
    }

    /** The public HTTP address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + ports.keycloak());
    }

    private PostgresLogin database() {
        return PostgresLogin.onLoopback(ports.postgres());
    }

    @Override
    public Launch launch() throws IOException {
        try {
            database().createLogin(LOGIN, LOGIN);
            database().createDatabase(LOGIN, LOGIN);
        } catch (SQLException refused) {
            throw new IOException("Keycloak's database could not be made", refused);
        }
        Path home = home();
        return Launch.of(command(home), home, dataFolder.resolve("logs/keycloak.log"))
                .with(environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMIN,
                "KC_DB_URL",
                database().jdbcUrl(LOGIN),
                "KC_DB_USERNAME",
                LOGIN,
                "KC_DB_PASSWORD",
                LOGIN,
                "KC_DB_POOL_INITIAL_SIZE",
                "1",
                "KC_DB_POOL_MIN_SIZE",
                "1",
                "KC_DB_POOL_MAX_SIZE",
                "10");
    }

    /** The programs are shared and stay as they are; what a run writes, and its realm file, are in a home of its own. */
    private Path home() throws IOException {
        Path home = dataFolder.resolve("keycloak");
        Path imports = home.resolve("data/import");
        FolderTree.delete(imports);
        Files.createDirectories(imports);
        try (Stream<Path> parts = Files.list(programs)) {
            for (Path part : parts.toList()) {
                Path link = home.resolve(part.getFileName());
                if (Files.isDirectory(part) && !link.endsWith("data")) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, part);
                }
            }
        }
        if (realm.isPresent()) {
            Path copy = imports.resolve(realm.get().name() + "-realm.json");
            Files.copy(realm.get().file(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return home;
    }

    private List<String> command(Path home) {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms64m", "-XX:+UseSerialGC"));
        command.addAll(options.flags());
        command.add("-XX:MaxMetaspaceSize=256m");
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.add("-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add("-Dpicocli.disable.closures=true");
        // Else each pooled connection fails one caller after PostgreSQL was restarted.
        command.add("-Dquarkus.datasource.jdbc.validate-on-borrow=true");
        command.add("-Dkc.home.dir=" + home);
        command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        command.addAll(List.of("-cp", programs.resolve("lib/quarkus-run.jar").toString()));
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        command.addAll(arguments());
        return command;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("start", "--optimized", "--http-enabled=true"));
        arguments.addAll(List.of("--http-host=127.0.0.1", "--http-port=" + ports.keycloak()));
        arguments.add("--http-management-host=127.0.0.1");
        arguments.add("--http-management-port=" + ports.keycloakManagement());
        // A fixed name: else the issuer would follow the Host header of each caller.
        arguments.add("--hostname=" + url());
        // An option of the start, not of the build; without it the server opens cluster ports on every interface.
        arguments.add("--cache=local");
        if (realm.isPresent()) {
            arguments.add("--import-realm");
        }
        return arguments;
    }

    @Override
    public boolean isReady() throws IOException {
        URI health = URI.create("http://127.0.0.1:" + ports.keycloakManagement() + "/health/ready");
        return Ports.answers(ports.keycloakManagement())
                && HttpProbe.isOk(health)
                && hasRealm(url(), realm.map(Realm::name).orElse("master"));
    }

    /** Whether this realm's OpenID configuration is served there. */
    public static boolean hasRealm(URI keycloak, String realm) throws IOException {
        String base = keycloak.toString().replaceFirst("/$", "");
        return HttpProbe.isOk(URI.create(base + "/realms/" + realm + "/.well-known/openid-configuration"));
    }
}
