package io.tributary.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private ChildProcesses children;

    @BeforeEach
    void open() throws IOException {
        children = ChildProcesses.open();
    }

    @AfterEach
    void close() throws IOException {
        children.close();
    }

    @Test
    void showsTheEndOfTheLogWhenAServerEndsWhileStarting() throws IOException {
        RunningServer server = server("echo no space left; exit 7");
        server.launch();

        assertThatThrownBy(() -> server.awaitReady(LIMIT))
                .isInstanceOf(ServerDidNotStart.class)
                .hasMessageContaining("scripted ended with exit code 7")
                .hasMessageContaining("no space left");
    }

    @Test
    void givesUpOnAServerThatStaysSilent() throws IOException {
        RunningServer server = server("echo waiting; exec sleep 63");
        server.launch();

        assertThatThrownBy(() -> server.awaitReady(Duration.ofMillis(400)))
                .hasMessageContaining("was not ready within 0 s")
                .hasMessageContaining("waiting");
    }

    @Test
    void launchesAgainWhatMayWorkLater() throws IOException {
        RunningServer server = server("test -f tried && touch ready && exec sleep 63; touch tried; echo later; exit 1");
        server.launch();

        server.awaitReady(LIMIT);

        assertThat(server.pid()).isPresent();
        assertThat(folder.resolve("run/scripted.pid")).exists();
    }

    @Test
    void forgetsThePidOfAServerThatWasKilled() throws IOException {
        RunningServer server = server("touch ready; exec sleep 63");
        server.launch();
        server.awaitReady(LIMIT);

        server.kill();
        server.stop();

        assertThat(server.pid()).isEmpty();
        assertThat(folder.resolve("run/scripted.pid")).doesNotExist();
    }

    private RunningServer server(String script) {
        return new RunningServer(new Scripted(script, folder), children, folder);
    }

    private record Scripted(String script, Path folder) implements Recipe {

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public Launch launch() {
            return Launch.of(List.of("sh", "-c", script), folder, folder.resolve("logs/scripted.log"));
        }

        @Override
        public boolean mayWorkLater(String endOfLog) {
            return endOfLog.contains("later");
        }

        @Override
        public boolean isReady() {
            return Files.exists(folder.resolve("ready"));
        }
    }
}
