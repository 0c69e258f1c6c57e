package io.tributary.ingestion.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDirectoryTest {

    @TempDir
    private Path place;

    @Test
    void letsNobodyElseIn() throws IOException {
        var directory = place.resolve("a/b");

        OwnDirectory.make(directory);
        var file = Files.createFile(directory.resolve("file"), OwnDirectory.FILE);

        assertThat(rights(directory)).isEqualTo("rwx------");
        assertThat(rights(file)).isEqualTo("rw-------");
    }

    @Test
    void closesADirectoryThatStoodOpen() throws IOException {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));

        OwnDirectory.make(place);

        assertThat(rights(place)).isEqualTo("rwx------");
    }

    @Test
    void takesNoLinkThatSomebodyLaidThere() throws IOException {
        var link = Files.createSymbolicLink(place.resolve("link"), Files.createDirectory(place.resolve("elsewhere")));

        assertThatThrownBy(() -> OwnDirectory.make(link)).isInstanceOf(IOException.class);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
