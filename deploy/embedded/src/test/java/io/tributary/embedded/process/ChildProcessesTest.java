package io.tributary.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {

    @TempDir
    private Path folder;

    @Test
    void stopsItsChildrenOnCloseAndStartsNoMore() throws IOException {
        ChildProcesses children = ChildProcesses.open();
        ChildProcess child = children.start(sleeping());

        children.close();
        children.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(children.isClosed()).isTrue();
        assertThatThrownBy(() -> children.start(sleeping())).hasMessageContaining("stopping");
    }

    @Test
    void startsTheProgramItselfInASessionOfItsOwn() throws IOException {
        try (ChildProcesses children = ChildProcesses.open()) {
            ChildProcess child = children.start(sleeping());

            assertThat(child.endsWithin(Duration.ofMillis(300))).isFalse();

            assertThat(ProcessTable.commandLine(child.pid()))
                    .hasValueSatisfying(line -> assertThat(line).startsWith("sleep 62"));
        }
    }

    @Test
    void stopsBySignalAndKillsOnlyAfterTheLimit() throws IOException {
        try (ChildProcesses children = ChildProcesses.open()) {
            List<String> deaf = List.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
            ChildProcess stubborn = children.start(Launch.of(deaf, folder, folder.resolve("deaf.log")));
            // A shell that runs the build in the background lets its children ignore the signal.
            List<String> listening = List.of("env", "--default-signal=INT", "sleep", "62");
            ChildProcess interrupted = children.start(
                    Launch.of(listening, folder, folder.resolve("sleep.log")).stoppedBy(StopSignal.INT));
            assertThat(interrupted.endsWithin(Duration.ofMillis(500))).isFalse();

            assertThat(interrupted.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(stubborn.stop(Duration.ofMillis(300))).isFalse();

            assertThat(interrupted.exitCode()).isEqualTo(130);
            assertThat(stubborn.isAlive()).isFalse();
        }
    }

    @Test
    void givesAChildItsVariablesAndWritesItsOutputToTheLog() throws IOException {
        Path log = folder.resolve("child.log");

        try (ChildProcesses children = ChildProcesses.open()) {
            List<String> command = List.of("sh", "-c", "echo $GREETING; echo oops >&2");
            ChildProcess child = children.start(Launch.of(command, folder, log).with(Map.of("GREETING", "hello")));
            assertThat(child.endsWithin(Duration.ofSeconds(10))).isTrue();
        }

        assertThat(log).hasContent("hello\noops\n");
    }

    private Launch sleeping() {
        return Launch.of(List.of("sleep", "62"), folder, folder.resolve("sleep.log"));
    }
}
