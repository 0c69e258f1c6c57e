package io.tributary.local.command;

import io.tributary.local.prove.largefile.LargeFile;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A file larger than any memory, on a suite of its own with throw-away data. */
@Command(
        name = "large-file",
        description = "Imports a file of 2 GB in a process with a small heap and prints rate and memory.",
        mixinStandardHelpOptions = true)
final class ProveLargeFile implements Callable<Integer> {

    @Option(names = "--rows", defaultValue = "500000", description = "rows of the file (default: ${DEFAULT-VALUE})")
    private long rows = 500_000;

    @Option(
            names = "--note-bytes",
            defaultValue = "4200",
            description = "length of a text in each row, for 2 GB in all (default: ${DEFAULT-VALUE})")
    private int noteBytes = 4_200;

    @Option(names = "--seed", defaultValue = "20261125", description = "of the file (default: ${DEFAULT-VALUE})")
    private long seed = 20_261_125;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Override
    public Integer call() throws InterruptedException, IOException {
        return ProofSuite.of("large-file", portsFrom, null, RunShape.LOCAL).run((suite, api) -> {
            boolean holds = new LargeFile(suite, api, OwnTenant.make(api, "large-file"), System.out)
                    .run(new LargeFile.Plan(rows, noteBytes, seed));
            System.out.println(holds ? "HOLDS: every row was read." : "DOES NOT HOLD.");
            return holds;
        });
    }
}
