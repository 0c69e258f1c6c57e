package io.tributary.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Published data sets that tests compare with: files in the folder that {@code TRIBUTARY_DATA} names. Without them the test
 * is skipped and says why; where {@code TRIBUTARY_REQUIRE_DATA} is 1 it fails instead.
 */
public final class PublishedData {

    private static final String FOLDER = "TRIBUTARY_DATA";
    private static final String REQUIRED = "TRIBUTARY_REQUIRE_DATA";

    private PublishedData() {}

    /** A file of the data, by its path in the folder; it is there when this answers. */
    public static Path file(String path) {
        return file(System.getenv(FOLDER), System.getenv(REQUIRED), path);
    }

    static Path file(@Nullable String folder, @Nullable String required, String path) {
        var file = Path.of(folder == null ? "" : folder, path);
        if (folder == null || folder.isEmpty() || !Files.isReadable(file)) {
            var why = FOLDER + " names no folder with " + path;
            if ("1".equals(required)) {
                return Assertions.fail(why + ", and " + REQUIRED + " says that it must");
            }
            return Assumptions.abort(why);
        }
        return file;
    }
}
