package io.tributary.embedded.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFoldersTest {

    @TempDir
    private Path root;

    @Test
    void makesAFolderOnceAndFindsItAgain() throws IOException {
        PreparedFolders folders = new PreparedFolders(root);
        AtomicInteger made = new AtomicInteger();

        folders.folder("a", target -> write(target, made.incrementAndGet()));
        Path again = folders.folder("a", target -> write(target, made.incrementAndGet()));

        assertThat(again.resolve("file")).hasContent("1");
    }

    @Test
    void leavesNothingWhenMakingFails() throws IOException {
        PreparedFolders folders = new PreparedFolders(root);

        assertThatThrownBy(() -> folders.folder("a", target -> {
                    write(target, 1);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(folders.has("a")).isFalse();
        assertThat(names()).containsExactly("locks");
    }

    @Test
    void removesWhatAKilledPreparationLeft() throws IOException {
        Path left = Files.createDirectories(root.resolve("a.partial-1234"));
        Files.createDirectories(root.resolve("ab.partial-1234"));
        write(left, 1);

        new PreparedFolders(root).folder("a", target -> write(target, 2));

        assertThat(names()).containsExactly("a", "ab.partial-1234", "locks");
    }

    @Test
    void makesAFolderOnceForManyThreads() throws Exception {
        PreparedFolders folders = new PreparedFolders(root);
        AtomicInteger made = new AtomicInteger();
        Callable<Path> ask = () -> folders.folder("a", target -> write(target, made.incrementAndGet()));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Path> asked : threads.invokeAll(new ArrayList<>(List.of(ask, ask, ask, ask, ask)))) {
                assertThat(asked.get().resolve("file")).hasContent("1");
            }
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void takesTheCacheFolderFromTheEnvironment() {
        Path home = Path.of("/home/anna");

        assertThat(PreparedFolders.rootOf(Map.of("TRIBUTARY_CACHE", "/c", "XDG_CACHE_HOME", "/x"), home))
                .isEqualTo(Path.of("/c"));
        assertThat(PreparedFolders.rootOf(Map.of("XDG_CACHE_HOME", "/x"), home)).isEqualTo(Path.of("/x/tributary"));
        assertThat(PreparedFolders.rootOf(Map.of("TRIBUTARY_CACHE", ""), home))
                .isEqualTo(Path.of("/home/anna/.cache/tributary"));
    }

    private static void write(Path folder, int number) throws IOException {
        Files.writeString(folder.resolve("file"), String.valueOf(number));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(root)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
