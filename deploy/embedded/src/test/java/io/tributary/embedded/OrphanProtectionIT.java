package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What remains of the servers when the program that started them ends, in order or not. */
class OrphanProtectionIT {

    private Process holder;
    private long postgres;
    private Path data;

    @BeforeEach
    void startAProgramThatHoldsPostgres() throws IOException {
        holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsPostgres.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = holder.inputReader();
        postgres = Long.parseLong(String.valueOf(output.readLine()).replace("pid ", ""));
        List<String> command = List.of(
                Files.readString(Path.of("/proc/" + postgres + "/cmdline")).split("\0", -1));
        data = Path.of(command.get(command.indexOf("-D") + 1)).resolve("..").normalize();
    }

    @AfterEach
    void endTheProgram() {
        holder.destroyForcibly();
    }

    @Test
    void stopsTheServersOfAProgramThatWasKilled() {
        // given
        assertThat(data).exists();

        // when
        holder.destroyForcibly();

        // then
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(ProcessHandle.of(postgres)).isEmpty();
            assertThat(data).doesNotExist();
        });
    }

    @Test
    void stopsTheServersOfAProgramThatWasAskedToEnd() throws InterruptedException {
        // given
        assertThat(ProcessHandle.of(postgres)).isPresent();

        // when
        holder.toHandle().destroy();

        // then
        assertThat(holder.waitFor()).isEqualTo(143);
        assertThat(ProcessHandle.of(postgres)).isEmpty();
        assertThat(data).doesNotExist();
    }
}
