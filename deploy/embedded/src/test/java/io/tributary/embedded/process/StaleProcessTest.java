package io.tributary.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleProcessTest {

    @TempDir
    private Path folder;

    private Process left;

    @BeforeEach
    void leaveAProcessBehind() throws IOException {
        left = new ProcessBuilder("sleep", "61").start();
    }

    @AfterEach
    void endIt() {
        left.destroyForcibly();
    }

    @Test
    void stopsTheProcessThatItNames() throws IOException, InterruptedException {
        StaleProcess stale = new StaleProcess(folder.resolve("run/a.pid"), "sleep 61");
        stale.record(left.pid());

        assertThat(stale.stop(StopSignal.TERM)).isTrue();

        assertThat(left.waitFor()).isEqualTo(143);
        assertThat(stale.stop(StopSignal.TERM)).isFalse();
    }

    @Test
    void sparesAProcessThatRunsSomethingElse() throws IOException {
        StaleProcess stale = new StaleProcess(folder.resolve("a.pid"), "postgres");
        stale.record(left.pid());

        assertThat(stale.stop(StopSignal.TERM)).isFalse();

        assertThat(left.isAlive()).isTrue();
    }

    @Test
    void sparesAProcessThatStartedAtAnotherTime() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pid"), left.pid() + " 1");

        assertThat(new StaleProcess(file, "sleep").stop(StopSignal.TERM)).isFalse();

        assertThat(left.isAlive()).isTrue();
    }

    @Test
    void ignoresAFileThatIsNotOurs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pid"), "hello");

        assertThat(new StaleProcess(file, "sleep").stop(StopSignal.TERM)).isFalse();
    }
}
