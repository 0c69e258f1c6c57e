package io.tributary.embedded.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What to run: the command, what it adds to the environment, its folder, where its output goes, how it is stopped. */
public record Launch(
        List<String> command, Map<String, String> environment, Path folder, Path log, StopSignal stopSignal) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A launch that stops on SIGTERM and adds nothing to the environment. */
    public static Launch of(List<String> command, Path folder, Path log) {
        return new Launch(command, Map.of(), folder, log, StopSignal.TERM);
    }

    /** The same with these variables. */
    public Launch with(Map<String, String> variables) {
        return new Launch(command, variables, folder, log, stopSignal);
    }

    /** The same with another stop signal. */
    public Launch stoppedBy(StopSignal signal) {
        return new Launch(command, environment, folder, log, signal);
    }
}
