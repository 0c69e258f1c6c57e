package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code deploy/up} as a person types it. */
class UpIT {

    @Test
    void leavesNoProcessBehindWhenTerminated(@TempDir Path folder) throws IOException, InterruptedException {
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
        List<ProcessHandle> family = up.descendants().toList();
        assertThat(family).hasSizeGreaterThanOrEqualTo(10);

        up.destroy();

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
    }
}
