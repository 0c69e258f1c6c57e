package io.tributary.local.command;

import io.tributary.local.suite.DataDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;

/** The instant that a generated demo hangs on; written at the first run and read ever after. */
record Anchor(DataDir data) {

    Instant firstOr(Instant now) {
        var file = data.root().resolve("anchor");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, now.toString());
            }
            return Instant.parse(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the anchor of the demo cannot be kept in " + file, e);
        }
    }
}
