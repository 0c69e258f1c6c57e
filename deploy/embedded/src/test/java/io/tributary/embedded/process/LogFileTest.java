package io.tributary.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    @Test
    void keepsTheLastThreeRuns() throws IOException {
        Path path = folder.resolve("logs/kafka.log");
        LogFile log = new LogFile(path);

        for (int run = 1; run <= 6; run++) {
            log.rotate();
            Files.writeString(path, "run " + run);
        }

        assertThat(path).hasContent("run 6");
        assertThat(folder.resolve("logs/kafka.log.1")).hasContent("run 5");
        assertThat(folder.resolve("logs/kafka.log.3")).hasContent("run 3");
        assertThat(folder.resolve("logs/kafka.log.4")).doesNotExist();
    }

    @Test
    void showsTheLastLines() throws IOException {
        Path path = Files.writeString(folder.resolve("kafka.log"), "one\ntwo\nthree\n");

        assertThat(new LogFile(path).tail(2)).isEqualTo("two\nthree");
        assertThat(new LogFile(folder.resolve("none.log")).tail(2)).isEqualTo("(the log is empty)");
    }
}
