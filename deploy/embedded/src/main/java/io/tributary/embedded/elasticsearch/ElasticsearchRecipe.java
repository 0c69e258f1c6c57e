package io.tributary.embedded.elasticsearch;

import io.tributary.embedded.launcher.ElasticsearchLauncher;
import io.tributary.embedded.process.Jdk;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.Ports;
import io.tributary.embedded.server.HttpProbe;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Runs one Elasticsearch node; ready means that the cluster's health is at least yellow. */
public record ElasticsearchRecipe(Jdk jdk, Path programs, Path dataFolder, PortPlan ports, JvmOptions options)
        implements Recipe {

    /** The name of its log and pid file. */
    public static final String NAME = "elasticsearch";

    private static final String LUCENE = "org.apache.lucene.core/org.apache.lucene.";

    /** What the product's own start script passes, without its sandbox. */
    private static final List<String> PRODUCT_FLAGS = List.of(
            "-XX:+UseG1GC",
            "-XX:-OmitStackTraceInFastThrow",
            "-Djava.locale.providers=CLDR",
            "-Dio.netty.noUnsafe=true",
            "-Dio.netty.noKeySetOptimization=true",
            "-Dio.netty.recycler.maxCapacityPerThread=0",
            "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.disable.jmx=true",
            "-Dlog4j2.formatMsgNoLookups=true",
            "-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=25",
            "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
            "--add-opens=" + LUCENE + "codecs.lucene99=org.elasticsearch.server",
            "--add-opens=" + LUCENE + "codecs.hnsw=org.elasticsearch.server",
            "--add-opens=" + LUCENE + "internal.vectorization=org.elasticsearch.server",
            "--enable-native-access=org.elasticsearch.nativeaccess,org.apache.lucene.core",
            "-Des.distribution.type=zip");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return url().toString();
    }

    /** The HTTP address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + ports.elasticsearch());
    }

    @Override
    public Launch launch() throws IOException {
        Path folder = dataFolder.resolve("elasticsearch");
        Path configuration = Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(configuration.resolve("elasticsearch.yml"), settings(folder));
        try (InputStream logging = ElasticsearchRecipe.class.getResourceAsStream("log4j2.properties")) {
            if (logging == null) {
                throw new IOException("log4j2.properties is missing from this module's jar");
            }
            Files.copy(logging, configuration.resolve("log4j2.properties"), StandardCopyOption.REPLACE_EXISTING);
        }
        // The module path is relative to the home folder.
        return Launch.of(command(folder), home(), dataFolder.resolve("logs/elasticsearch.log"));
    }

    private Path home() {
        return programs.resolve("home");
    }

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xms" + options.heapInMegabytes() / 2 + "m"));
        command.addAll(options.flags());
        command.addAll(PRODUCT_FLAGS);
        command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        command.add("-Des.path.home=" + home());
        command.add("-Des.path.conf=" + folder.resolve("config"));
        command.addAll(List.of("--module-path", "lib"));
        command.add("--add-modules=ALL-MODULE-PATH,jdk.net,jdk.management.agent,jdk.incubator.vector");
        command.addAll(List.of("-cp", programs.resolve("launcher.jar").toString()));
        command.add(ElasticsearchLauncher.class.getName());
        return command;
    }

    private String settings(Path folder) {
        return """
                cluster.name: tributary
                node.name: node-1
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                path.data: "%s"
                path.logs: "%s"
                path.repo: ["%s"]
                xpack.security.enabled: false
                xpack.security.autoconfiguration.enabled: false
                cluster.routing.allocation.disk.threshold_enabled: false
                """.formatted(
                        ports.elasticsearch(),
                        ports.elasticsearchTransport(),
                        folder.resolve("data"),
                        folder.resolve("logs"),
                        folder.resolve("snapshots"));
    }

    @Override
    public boolean isReady() throws IOException {
        return Ports.answers(ports.elasticsearch()) && isHealthy(url());
    }

    /** Whether the cluster there is yellow or green. */
    public static boolean isHealthy(URI url) throws IOException {
        // The server answers 408 when the status is not reached in time.
        return HttpProbe.isOk(url.resolve("/_cluster/health?wait_for_status=yellow&timeout=2s"));
    }
}
