package io.tributary.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class PublishedDataTest {

    @Test
    void skipsAndSaysWhyWhereThereIsNoData(@TempDir Path folder) {
        assertThatThrownBy(() -> PublishedData.file(null, null, "events/x.jsonl"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("TRIBUTARY_DATA names no folder with events/x.jsonl");
        assertThatThrownBy(() -> PublishedData.file(folder.toString(), "0", "x"))
                .isInstanceOf(TestAbortedException.class);
    }

    @Test
    void failsWhereTheDataMustBeThere(@TempDir Path folder) {
        assertThatThrownBy(() -> PublishedData.file(null, "1", "x")).isInstanceOf(AssertionFailedError.class);
        assertThatThrownBy(() -> PublishedData.file(folder.toString(), "1", "x"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("TRIBUTARY_REQUIRE_DATA");
    }

    @Test
    void givesAFileThatIsThere(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("x"), "here");

        assertThat(PublishedData.file(folder.toString(), "1", "x")).isEqualTo(file);
    }
}
