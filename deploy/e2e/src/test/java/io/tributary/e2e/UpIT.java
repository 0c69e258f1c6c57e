package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code deploy/up} as a person types it. */
class UpIT {

    @Test
    void startsAgainWhatEndsOnItsOwnAndLeavesNothingBehindWhenTerminated(@TempDir Path folder)
            throws IOException, InterruptedException {
        var data = folder.resolve("data");
        var up = new ProcessBuilder(
                        RunningSuite.project().resolve("deploy/up").toString(),
                        "--no-demo",
                        "--data-dir",
                        data.toString(),
                        "--ports-from",
                        Integer.toString(RunningSuite.freePorts()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("up.log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> !up.isAlive()
                        || Files.readString(folder.resolve("up.log")).contains("stays up"));
        assertThat(up.isAlive()).as(Files.readString(folder.resolve("up.log"))).isTrue();
        assertThat(up.descendants()).hasSizeGreaterThanOrEqualTo(10);

        for (var victim : List.of("identity-service", "postgres")) {
            var first = process(up, victim).orElseThrow();
            first.destroyForcibly();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(folder.resolve("up.log"))
                            .content()
                            .contains(victim + " ended on its own", victim + " runs again"));
            assertThat(process(up, victim))
                    .hasValueSatisfying(it -> assertThat(it.pid()).isNotEqualTo(first.pid()));
        }
        List<ProcessHandle> family = up.descendants().toList();

        up.destroy();

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(folder.resolve("up.log")))
                .last()
                .asString()
                .endsWith("stopping everything");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
    }

    /** A process of the run by the program that it is, which its log is named after. */
    private static Optional<ProcessHandle> process(Process up, String name) {
        return up.descendants()
                .filter(it -> it.info()
                        .commandLine()
                        .filter(line -> line.contains("/services/" + name + "-") || line.contains("/bin/" + name + " "))
                        .isPresent())
                .findFirst();
    }
}
