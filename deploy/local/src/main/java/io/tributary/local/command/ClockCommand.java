package io.tributary.local.command;

import io.tributary.contracts.clock.ClockFile;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows or moves suite time, in a run that was started with a clock of its own; time only moves forward. */
@Command(
        name = "clock",
        description = "Shows suite time, or moves it forward: deploy/clock +60d (also h, m, s).",
        mixinStandardHelpOptions = true)
final class ClockCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "+60d", description = "how far to move suite time forward")
    private @Nullable String forward;

    @Mixin
    private Where where = new Where();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var file = where.data().clockFile();
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "this run has no clock of its own; start it with deploy/up --clock INSTANT");
        }
        var clock = ClockFile.read(file);
        if (forward != null) {
            clock = clock.movedBy(amount(forward));
            clock.write(file);
        }
        if (spec != null) {
            Instant now = Clock.systemUTC().instant().plus(clock.offset());
            spec.commandLine().getOut().println(now);
        }
        return 0;
    }

    static Duration amount(String text) {
        var match = java.util.regex.Pattern.compile("\\+(\\d{1,6})([dhms])").matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("say how far forward, such as +60d, +36h, +5m or +30s");
        }
        return Duration.parse(("d".equals(match.group(2)) ? "P" : "PT") + match.group(1) + match.group(2));
    }
}
