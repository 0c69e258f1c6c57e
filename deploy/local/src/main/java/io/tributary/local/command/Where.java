package io.tributary.local.command;

import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Suite;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data directory that a command works on, and the run that is up on it. */
final class Where {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the run keeps its data (default: run/ in the checkout)")
    private @Nullable Path directory;

    DataDir data() {
        return DataDir.at(directory == null ? Suite.project().resolve("run") : directory);
    }

    RunFile running() {
        return RunFile.read(data());
    }
}
