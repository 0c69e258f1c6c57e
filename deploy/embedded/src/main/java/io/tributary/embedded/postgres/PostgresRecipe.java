package io.tributary.embedded.postgres;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.Ports;
import io.tributary.embedded.process.ProcessTable;
import io.tributary.embedded.process.StopSignal;
import io.tributary.embedded.server.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs PostgreSQL on loopback over TCP only. {@code synced} is off for throw-away data: the data then survives the death
 * of every process, but not of the machine.
 */
public record PostgresRecipe(Path programs, Path template, Path dataFolder, int port, boolean synced)
        implements Recipe {

    /** The name of its log and pid file. */
    public static final String NAME = "postgres";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return login().host() + ":" + port;
    }

    /** The superuser's login. */
    public PostgresLogin login() {
        return PostgresLogin.onLoopback(port);
    }

    @Override
    public Launch launch() throws IOException {
        Path cluster = dataFolder.resolve("postgres");
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            copyTemplate(cluster);
        }
        removeLockOfAStranger(cluster);
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", cluster.toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return Launch.of(command, cluster, dataFolder.resolve("logs/postgres.log"))
                .stoppedBy(StopSignal.INT);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "128MB"),
                Map.entry("wal_compression", "on"),
                Map.entry("max_wal_size", "512MB"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("fsync", synced ? "on" : "off"));
    }

    private void copyTemplate(Path cluster) throws IOException {
        Path partial = dataFolder.resolve("postgres.partial");
        FolderTree.delete(partial);
        FolderTree.copy(template, partial);
        Files.move(partial, cluster);
    }

    /**
     * After a kill the lock file stays, and the server itself sees that its owner is dead. Only as root in a user
     * namespace does it take any living process with that pid for its predecessor: then the file is removed for it.
     */
    private static void removeLockOfAStranger(Path cluster) throws IOException {
        Path lock = cluster.resolve("postmaster.pid");
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String pid = Files.readAllLines(lock).stream().findFirst().orElse("").strip();
        boolean stranger = pid.matches("\\d{1,10}")
                && ProcessTable.isRunning(Long.parseLong(pid))
                && ProcessTable.commandLine(Long.parseLong(pid))
                        .filter(line -> line.contains("postgres"))
                        .isEmpty();
        if (stranger) {
            Files.delete(lock);
        }
    }

    /** After a kill its workers need a moment to see that the server is gone. */
    @Override
    public boolean mayWorkLater(String endOfLog) {
        return endOfLog.contains("pre-existing shared memory block");
    }

    @Override
    public boolean isReady() {
        return Ports.answers(port) && login().answers();
    }
}
