package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadMeterTest {

    @TempDir
    private Path tasks;

    @Test
    void addsUpWhatTheThreadsOfAGroupUsed() throws IOException {
        thread(11, "feed-events", 100, 50);
        thread(12, "feed-profiles", 0, 0);
        var meter = new ThreadMeter(tasks, it -> it.startsWith("feed-") ? "feeds" : "other");
        meter.begin();
        thread(11, "feed-events", 150, 60);
        thread(12, "feed-profiles", 20, 20);
        thread(13, "main (1)", 5, 5);

        assertThat(meter.seconds()).isEqualTo(Map.of("feeds", 1.0, "other", 0.1));
    }

    @Test
    void readsTheThreadsOfThisProcess() {
        var meter = new ThreadMeter(ProcessHandle.current().pid(), it -> "all");
        meter.begin();

        assertThat(meter.seconds()).containsOnlyKeys("all");
    }

    private void thread(int id, String name, int user, int system) throws IOException {
        var task = Files.createDirectories(tasks.resolve(Integer.toString(id)));
        Files.writeString(task.resolve("comm"), name + "\n");
        Files.writeString(
                task.resolve("stat"),
                id + " (" + name + ") S 1 1 1 0 -1 0 0 0 0 0 " + user + " " + system + " 0 0 20 0 9 0\n");
    }
}
