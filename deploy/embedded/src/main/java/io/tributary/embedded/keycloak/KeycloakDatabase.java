package io.tributary.embedded.keycloak;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.embedded.postgres.PostgresFiles;
import io.tributary.embedded.postgres.PostgresRecipe;
import io.tributary.embedded.server.AheadOfTime;
import io.tributary.embedded.server.HttpProbe;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.RunningServer;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A database cluster that already holds Keycloak's schema, made once by a first start and copied ever after; training
 * starts on a copy of it, so that the ahead-of-time cache holds what an ordinary start does.
 */
public final class KeycloakDatabase {

    private static final String NAME =
            "keycloak-" + KeycloakFiles.VERSION + "-database-" + PostgresFiles.VERSION + "-r1";
    private static final Duration FIRST_START = Duration.ofMinutes(6);

    private final Workshop workshop;
    private final Path programs;

    /** Prepares with these programs of Keycloak. */
    public KeycloakDatabase(Workshop workshop, Path programs) {
        this.workshop = workshop;
        this.programs = programs;
    }

    /** A cluster to copy and never to start. */
    public Path cluster(JvmOptions options) throws IOException {
        return workshop.cache()
                .folder(NAME, target -> {
                    workshop.say(KeycloakRecipe.NAME, "creating Keycloak's database schema, once (about 30 s)");
                    Path scratch = Files.createDirectory(target.resolve("scratch"));
                    startOnce(options, new PostgresFiles(workshop).emptyCluster(), Optional.empty(), scratch);
                    Files.move(scratch.resolve("postgres"), target.resolve("cluster"));
                    FolderTree.delete(scratch);
                })
                .resolve("cluster");
    }

    /** The options with the ahead-of-time cache, trained now if it was not before. */
    public JvmOptions trained(JvmOptions options) throws IOException {
        String key = programs.toString() + "|import|" + options.cacheKey();
        Path filled = cluster(options);
        return options.with(new AheadOfTime(workshop).flags(KeycloakRecipe.NAME, key, (flags, scratch) -> {
            Realm realm = trainingRealm(scratch.resolve("realm.json"));
            startOnce(options.with(flags), filled, Optional.of(realm), scratch);
        }));
    }

    /** Importing a realm is most of what a start on a new data folder does. */
    private static Realm trainingRealm(Path file) throws IOException {
        try (InputStream realm = KeycloakDatabase.class.getResourceAsStream("training-realm.json")) {
            if (realm == null) {
                throw new IOException("training-realm.json is missing from this module's jar");
            }
            Files.copy(realm, file);
        }
        return Realm.in(file);
    }

    private void startOnce(JvmOptions options, Path cluster, Optional<Realm> realm, Path folder) throws IOException {
        PortPlan ports = PortPlan.from(0);
        Path postgresPrograms = new PostgresFiles(workshop).programs();
        PostgresRecipe database = new PostgresRecipe(postgresPrograms, cluster, folder, ports.postgres(), false);
        RunningServer postgres = new RunningServer(database, workshop.children(), folder);
        postgres.launch();
        try {
            postgres.awaitReady(Duration.ofMinutes(1));
            startKeycloakOnce(new KeycloakRecipe(workshop.jdk(), programs, folder, ports, realm, options), folder);
        } finally {
            postgres.stop();
        }
    }

    private void startKeycloakOnce(KeycloakRecipe recipe, Path folder) throws IOException {
        RunningServer keycloak = new RunningServer(recipe, workshop.children(), folder);
        keycloak.launch();
        try {
            keycloak.awaitReady(FIRST_START);
            askForAToken(recipe.url());
        } finally {
            keycloak.stop(AheadOfTime.DUMP_LIMIT);
        }
    }

    private static void askForAToken(URI url) throws IOException {
        String form = "grant_type=password&client_id=admin-cli&username=" + KeycloakRecipe.ADMIN + "&password="
                + KeycloakRecipe.ADMIN;
        URI tokens = url.resolve("/realms/master/protocol/openid-connect/token");
        int status = HttpProbe.send("POST", tokens, "application/x-www-form-urlencoded", form);
        if (status != 200) {
            throw new IOException("the first start of Keycloak gave no token: " + status);
        }
    }
}
