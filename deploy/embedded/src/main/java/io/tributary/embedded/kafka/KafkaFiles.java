package io.tributary.embedded.kafka;

import io.tributary.embedded.fetch.Artifact;
import io.tributary.embedded.process.ChildProcess;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.LogFile;
import io.tributary.embedded.server.PortPlan;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Kafka's jars and a formatted, empty log folder, prepared once per machine. */
public final class KafkaFiles {

    /** The broker's version. */
    public static final String VERSION = "4.2.1";

    private static final List<Artifact> JARS = List.of(
            Artifact.jar("org.apache.kafka", "kafka_2.13", VERSION),
            // Without it the broker logs nothing: its SLF4J is 1.7.
            Artifact.jar("org.apache.logging.log4j", "log4j-slf4j-impl", "2.25.4"));

    private final Workshop workshop;

    /** Prepares in the workshop's cache. */
    public KafkaFiles(Workshop workshop) {
        this.workshop = workshop;
    }

    /** The folder with {@code lib}, {@code log4j2.xml} and {@code formatted}. */
    public Path programs() throws IOException {
        return workshop.cache().folder("kafka-" + VERSION + "-r1", this::prepare);
    }

    private void prepare(Path target) throws IOException {
        workshop.say("kafka", "fetching Kafka " + VERSION + " (about 45 jars, 45 MB)");
        workshop.maven().copyWithDependencies(JARS, target.resolve("lib"));
        try (InputStream logging = KafkaFiles.class.getResourceAsStream("log4j2.xml")) {
            if (logging == null) {
                throw new IOException("log4j2.xml is missing from this module's jar");
            }
            Files.copy(logging, target.resolve("log4j2.xml"));
        }
        format(target);
    }

    /** Formatting costs a JVM of its own: a formatted folder is copied into each new data folder instead. */
    private void format(Path target) throws IOException {
        Path settings = target.resolve("format.properties");
        new KafkaSettings(PortPlan.from(1), target.resolve("formatted")).writeTo(settings);
        List<String> command = List.of(
                workshop.jdk().java(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + target.resolve("log4j2.xml"),
                "-cp",
                target.resolve("lib") + "/*",
                "kafka.tools.StorageTool",
                "format",
                "-t",
                "tributaryLocalRun00001",
                "-c",
                settings.toString());
        Path log = target.resolve("format.log");
        ChildProcess format = workshop.children().start(Launch.of(command, target, log));
        boolean ended = format.endsWithin(Duration.ofMinutes(2));
        workshop.children().forget(format);
        if (!ended || format.exitCode() != 0) {
            throw new IOException("Kafka's storage could not be formatted:\n" + new LogFile(log).tail(20));
        }
        Files.delete(settings);
    }
}
