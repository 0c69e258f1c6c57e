package io.tributary.embedded.keycloak;

import io.tributary.embedded.fetch.Artifact;
import io.tributary.embedded.fetch.Parts;
import io.tributary.embedded.process.ChildProcess;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.LogFile;
import io.tributary.embedded.process.StopSignal;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keycloak's distribution, built for PostgreSQL, prepared once per machine. */
public final class KeycloakFiles {

    /** The server's version. */
    public static final String VERSION = "26.7.3";

    private static final Artifact DISTRIBUTION =
            new Artifact("org.keycloak", "keycloak-quarkus-dist", VERSION, "tar.gz");

    private final Workshop workshop;

    /** Prepares in the workshop's cache. */
    public KeycloakFiles(Workshop workshop) {
        this.workshop = workshop;
    }

    /** The folder with {@code lib/quarkus-run.jar}. */
    public Path programs() throws IOException {
        return workshop.cache()
                .folder("keycloak-" + VERSION + "-r1", this::prepare)
                .resolve("keycloak-" + VERSION);
    }

    private void prepare(Path target) throws IOException {
        workshop.say("keycloak", "fetching Keycloak " + VERSION + " (176 MB)");
        workshop.maven().unpack(DISTRIBUTION, target, Parts.ALL);
        workshop.say("keycloak", "building Keycloak for PostgreSQL, once (about 30 s)");
        Path home = target.resolve("keycloak-" + VERSION);
        Path log = target.resolve("build.log");
        List<String> command =
                List.of("sh", home.resolve("bin/kc.sh").toString(), "build", "--db=postgres", "--health-enabled=true");
        ChildProcess build = workshop.children()
                .start(new Launch(
                        command, Map.of("JAVA_HOME", workshop.jdk().home().toString()), target, log, StopSignal.TERM));
        boolean ended = build.endsWithin(Duration.ofMinutes(10));
        workshop.children().forget(build);
        if (!ended || build.exitCode() != 0 || !Files.exists(home.resolve("lib/quarkus/quarkus-application.dat"))) {
            throw new IOException("Keycloak could not be built:\n" + new LogFile(log).tail(20));
        }
    }
}
