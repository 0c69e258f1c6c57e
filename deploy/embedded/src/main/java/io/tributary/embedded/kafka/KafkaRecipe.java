package io.tributary.embedded.kafka;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.embedded.process.Jdk;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.Ports;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.Recipe;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Runs one Kafka node; ready means that the broker is in the metadata of a client. */
public record KafkaRecipe(Jdk jdk, Path programs, Path dataFolder, PortPlan ports, JvmOptions options)
        implements Recipe {

    /** The name of its log and pid file. */
    public static final String NAME = "kafka";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + ports.kafka();
    }

    @Override
    public Launch launch() throws IOException {
        Path folder = Files.createDirectories(dataFolder.resolve("kafka"));
        Path logFolder = folder.resolve("log");
        if (!Files.exists(logFolder)) {
            Path partial = folder.resolve("log.partial");
            FolderTree.delete(partial);
            FolderTree.copy(programs.resolve("formatted"), partial);
            Files.move(partial, logFolder);
        }
        Path settings = folder.resolve("server.properties");
        new KafkaSettings(ports, logFolder).writeTo(settings);
        return Launch.of(command(settings), folder, dataFolder.resolve("logs/kafka.log"));
    }

    private List<String> command(Path settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms64m"));
        command.addAll(options.flags());
        command.add("-XX:MaxDirectMemorySize=128m");
        // Both only silence warnings: the broker uses what JDK 25 announces to restrict.
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.add("-Dlog4j2.configurationFile=" + programs.resolve("log4j2.xml"));
        command.addAll(List.of("-cp", classPath(), "kafka.Kafka", settings.toString()));
        return command;
    }

    /** Written out and sorted: an ahead-of-time cache is good for exactly one order of the jars. */
    private String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(programs.resolve("lib"))) {
            return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    @Override
    public boolean isReady() throws IOException {
        return Ports.answers(ports.kafka()) && brokerIsKnown(address());
    }

    /** Whether a client that asks this address learns of a broker that takes its calls. */
    public static boolean brokerIsKnown(String bootstrap) throws InterruptedIOException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(6, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while probing Kafka").initCause(interrupted);
        }
    }
}
