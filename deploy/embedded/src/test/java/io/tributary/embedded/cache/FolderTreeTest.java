package io.tributary.embedded.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {

    @TempDir
    private Path root;

    @Test
    void copiesFoldersFilesAndLinksAsTheyAre() throws IOException {
        Path from = Files.createDirectories(root.resolve("from/inner"));
        Files.writeString(from.resolve("run.sh"), "echo").toFile().setExecutable(true);
        Files.createSymbolicLink(root.resolve("from/link"), Path.of("inner/run.sh"));

        FolderTree.copy(root.resolve("from"), root.resolve("to"));

        assertThat(root.resolve("to/inner/run.sh")).hasContent("echo").isExecutable();
        assertThat(Files.readSymbolicLink(root.resolve("to/link"))).isEqualTo(Path.of("inner/run.sh"));
        assertThat(FolderTree.sizeInBytes(root.resolve("to"))).isEqualTo(4);
    }

    @Test
    void deletesALinkAndNotWhatItPointsAt() throws IOException {
        Path kept = Files.writeString(root.resolve("kept"), "x");
        Files.createDirectories(root.resolve("gone"));
        Files.createSymbolicLink(root.resolve("gone/link"), kept);

        FolderTree.delete(root.resolve("gone"));
        FolderTree.delete(root.resolve("gone"));

        assertThat(root.resolve("gone")).doesNotExist();
        assertThat(kept).exists();
    }
}
