package io.tributary.bench.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code deploy/bench/run}. */
@Command(
        name = "bench",
        description = "Measures what a suite of its own can carry, on throw-away data.",
        subcommands = {Door.class, Whole.class, Identity.class, Topology.class, Evaluation.class, Preview.class},
        mixinStandardHelpOptions = true)
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Answers a failure with its message and exit code 1. */
    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
