package io.tributary.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path root;

    @Test
    void deletesAThrowAwayFolderOnClose() throws IOException {
        DataFolder data = DataFolder.open(null);
        Files.writeString(data.path().resolve("file"), "x");

        data.close();

        assertThat(data.isThrowAway()).isTrue();
        assertThat(data.path()).doesNotExist();
    }

    @Test
    void keepsANamedFolderAndLendsItToOneRunAtATime() throws IOException {
        Path wanted = root.resolve("data");

        try (DataFolder first = DataFolder.open(wanted)) {
            Files.writeString(first.path().resolve("file"), "x");
            assertThatThrownBy(() -> DataFolder.open(wanted)).hasMessageContaining("in use by another run");
        }

        try (DataFolder second = DataFolder.open(wanted)) {
            assertThat(second.path().resolve("file")).hasContent("x");
        }
    }
}
