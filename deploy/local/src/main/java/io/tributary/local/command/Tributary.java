package io.tributary.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the scripts in {@code deploy/}; each names one of these commands. */
@Command(
        name = "tributary",
        subcommands = {Up.class, Token.class, ClockCommand.class, Prove.class},
        mixinStandardHelpOptions = true)
public final class Tributary {

    private Tributary() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Tributary())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments));
    }
}
