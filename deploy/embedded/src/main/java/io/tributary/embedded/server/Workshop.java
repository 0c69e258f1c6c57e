package io.tributary.embedded.server;

import io.tributary.embedded.cache.PreparedFolders;
import io.tributary.embedded.fetch.MavenFetch;
import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.Jdk;
import java.util.function.BiConsumer;

/** What preparing and running a server needs; {@code progress} takes a stage and a line for a person to read. */
public record Workshop(
        PreparedFolders cache,
        MavenFetch maven,
        ChildProcesses children,
        Jdk jdk,
        BiConsumer<String, String> progress) {

    /** Tells a person what happens now. */
    public void say(String stage, String message) {
        progress.accept(stage, message);
    }
}
