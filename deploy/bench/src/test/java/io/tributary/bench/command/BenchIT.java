package io.tributary.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands in runs so short that their figures mean nothing: what they do must work, and their laws must hold. */
class BenchIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PORTS = 28;

    @TempDir
    private Path folder;

    /** The suite is started from the checkout, which is not where a module's tests run. */
    @BeforeAll
    static void findsTheCheckout() {
        var checkout = Path.of("").toAbsolutePath();
        while (!Files.exists(checkout.resolve("mvnw"))) {
            checkout = checkout.resolve("..").normalize();
        }
        System.setProperty("tributary.project", checkout.toString());
    }

    @Test
    void measuresTheDoor() {
        var report = run(
                List.of("door", "--warm-up", "2", "--run", "1", "--repeats", "1", "--tries", "1", "--batches", "1,10"));

        assertThat(report.path("figures")).hasSize(4).allSatisfy(cell -> {
            assertThat(cell.path("eventsPerSecond").asDouble()).isPositive();
            assertThat(cell.path("ingestionMillisPerEvent").asDouble()).isPositive();
            assertThat(cell.path("brokerMillisPerEvent").asDouble()).isPositive();
            assertThat(cell.path("gatewayMillisPerRequest").asDouble() > 0)
                    .isEqualTo(cell.path("way").asString().equals("gateway"));
        });
        assertThat(report.path("aims")).isNotEmpty();
    }

    @Test
    void measuresTheWholeSuite() {
        var report = run(List.of(
                "suite",
                "--warm-up",
                "3",
                "--warm-up-rate",
                "100",
                "--run",
                "3",
                "--rates",
                "100",
                "--repeats",
                "1",
                "--backlog",
                "1"));

        var step = report.path("result").path("steps").path(0);
        assertThat(step.path("passed").path("accepted").asLong()).isPositive();
        assertThat(step.path("memberships").path("sent").asInt()).isEqualTo(60);
        assertThat(step.path("memberships").path("seen").asInt()).isEqualTo(60);
        assertThat(report.path("rates").path("resolved").asDouble()).isPositive();
        assertThat(report.path("rates").path("segmented").asDouble()).isPositive();
        assertThat(report.path("rates").path("stored").asDouble()).isPositive();
    }

    @Test
    void measuresIdentity() {
        var report = run(List.of(
                "identity",
                "--sizes",
                "20000,40000",
                "--events",
                "2000",
                "--repeats",
                "1",
                "--tries",
                "1",
                "--warm-up-rounds",
                "1"));

        assertThat(report.path("cells")).hasSize(4).allSatisfy(cell -> {
            var run = cell.path("runs").path(0);
            assertThat(run.path("events").asLong()).isPositive();
            assertThat(run.path("cost")
                            .path("cpuSeconds")
                            .path("identity-service")
                            .isNumber())
                    .isTrue();
            assertThat(run.path("ceiling").path("before").asDouble()).isPositive();
        });
        assertThat(report.path("aims")).hasSize(4);
    }

    @Test
    void measuresTheTopology() {
        var report = run(List.of("topology", "--people", "500", "--events", "2000", "--short", "--rate", "100"));

        var run = report.path("runs").path(0);
        assertThat(run.path("saturated").path("memberships").asLong()).isPositive();
        assertThat(run.path("saturated").path("threads").path("streams").asDouble())
                .isPositive();
        assertThat(run.path("paced").path("latency").path("p99").asDouble()).isPositive();
        assertThat(report.path("states").path("profiles").asInt()).isEqualTo(500);
        assertThat(report.path("states").path("traits").asDouble()).isBetween(4.0, 6.0);
        assertThat(report.path("aims")).hasSize(3);
    }

    @Test
    void measuresTheEvaluation() {
        var report = runAsIs(List.of("evaluation", "--short", "--people", "100"));

        assertThat(report.path("perSecond"))
                .hasSize(4)
                .allSatisfy(it -> assertThat(it)
                        .hasSize(2)
                        .allSatisfy(rate -> assertThat(rate.asDouble()).isPositive()));
        assertThat(report.path("aims")).hasSize(3);
    }

    @Test
    void measuresPreviews() {
        var report = run(List.of(
                "preview",
                "--sizes",
                "100,300",
                "--repeats",
                "2",
                "--cold",
                "1",
                "--warm-up",
                "1",
                "--segments",
                "20",
                "--lookups",
                "20"));

        assertThat(report.path("sizes")).hasSize(2).allSatisfy(size -> {
            assertThat(size.path("index").path("profiles").asLong())
                    .isEqualTo(size.path("profiles").asLong());
            assertThat(size.path("previews")).hasSize(6);
            assertThat(size.path("reevaluations")).hasSize(3);
            assertThat(size.path("lookups")).hasSize(2);
        });
        assertThat(report.path("growth")).isNotEmpty();
        assertThat(report.path("aims")).isNotEmpty();
    }

    private JsonNode run(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--small", "--ports-from", Integer.toString(freePorts())));
        return runAsIs(all);
    }

    private JsonNode runAsIs(List<String> arguments) {
        var file = folder.resolve("report.json");
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--report", file.toString()));

        assertThat(Bench.commandLine().execute(all.toArray(String[]::new))).isZero();

        var report = JSON.readTree(file);
        assertThat(report.path("bench").asString()).isEqualTo(arguments.getFirst());
        return report;
    }

    /** The first of a row of free ports, below those that the system gives to clients. */
    private static int freePorts() {
        return IntStream.iterate(18_050, it -> it + 100)
                .limit(100)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow();
    }
}
