package io.tributary.embedded.fetch;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.embedded.process.ChildProcess;
import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.Jdk;
import io.tributary.embedded.process.Launch;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Fetches artifacts by running Maven on a one-off project; only what is missing in the local repository is downloaded. */
public final class MavenFetch {

    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:";
    private static final int KEPT_LINES = 25;

    /** Set by Maven's own scripts for the build that may be running us; they would change what our Maven reads. */
    private static final Map<String, String> NOT_INHERITED =
            Map.of("MAVEN_BASEDIR", "", "MAVEN_PROJECTBASEDIR", "", "MAVEN_CMD_LINE_ARGS", "");

    private final ChildProcesses children;
    private final Jdk jdk;
    private final Consumer<String> progress;

    /** Runs Maven as a child of {@code children}, on {@code jdk}, telling {@code progress} about large downloads. */
    public MavenFetch(ChildProcesses children, Jdk jdk, Consumer<String> progress) {
        this.children = children;
        this.jdk = jdk;
        this.progress = progress;
    }

    /** Unpacks parts of one archive into an existing folder, straight from the local repository. */
    public void unpack(Artifact archive, Path target, Parts parts) throws IOException {
        run(FetchPom.unpacking(archive, target, parts), List.of(PLUGIN + "unpack"));
    }

    /** Copies these jars and all they need at run time into a folder. */
    public void copyWithDependencies(List<Artifact> artifacts, Path target) throws IOException {
        run(
                FetchPom.dependingOn(artifacts),
                List.of(PLUGIN + "copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=" + target));
    }

    private void run(String pom, List<String> goals) throws IOException {
        Path project = Files.createTempDirectory("tributary-fetch");
        try {
            Path file = Files.writeString(project.resolve("pom.xml"), pom);
            List<String> command = new ArrayList<>(List.of(maven(), "-f", file.toString()));
            String localRepository = System.getProperty("maven.repo.local", "");
            if (!localRepository.isBlank()) {
                command.add("-Dmaven.repo.local=" + localRepository);
            }
            command.addAll(goals);
            execute(Launch.of(command, project, project.resolve("log")).with(environment()));
        } finally {
            FolderTree.delete(project);
        }
    }

    /** The checkout may be found from where we were started, or from where our own classes are. */
    private static String maven() throws IOException {
        Path classes = Path.of(URI.create(MavenFetch.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return MavenCommand.find(List.of(Path.of(""), classes), System.getenv())
                .orElseThrow(() -> new IOException("Maven is needed to fetch the servers:"
                        + " start from the checkout (it has ./mvnw) or put mvn on the PATH"))
                .toString();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(NOT_INHERITED);
        environment.put("JAVA_HOME", jdk.home().toString());
        String options = System.getenv().getOrDefault("MAVEN_OPTS", "");
        environment.put("MAVEN_OPTS", (options + " --enable-native-access=ALL-UNNAMED").strip());
        return environment;
    }

    private void execute(Launch launch) throws IOException {
        ChildProcesses.Piped maven = children.startPiped(launch);
        TransferLines transfers = new TransferLines(System::nanoTime);
        Deque<String> last = new ArrayDeque<>();
        try (Reader output = maven.process().inputReader()) {
            LineReader.forEachLine(output, line -> {
                transfers.tell(line).ifPresent(progress);
                remember(last, line);
            });
        }
        ChildProcess child = maven.child();
        boolean ended = child.endsWithin(Duration.ofMinutes(1));
        children.forget(child);
        if (!ended || child.exitCode() != 0) {
            throw new IOException("Maven could not fetch a server. Its last lines:\n" + String.join("\n", last));
        }
    }

    private static void remember(Deque<String> last, String line) {
        if (!line.isBlank() && !line.startsWith("Progress")) {
            last.addLast(line);
        }
        if (last.size() > KEPT_LINES) {
            last.removeFirst();
        }
    }
}
