package io.tributary.local.command;

import io.tributary.local.prove.Kills;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.Suite;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Long proofs that print their figures. */
@Command(
        name = "prove",
        description =
                "Long proofs with printed figures: kills, acked, replies, lanes, large-file, takeback, erasure, explain, rules, segments.",
        subcommands = {
            ProveAcked.class,
            ProveReplies.class,
            ProveLanes.class,
            ProveLargeFile.class,
            ProveTakeBack.class,
            ProveErasure.class,
            ProveExplain.class,
            ProveRules.class,
            ProveSegments.class
        },
        mixinStandardHelpOptions = true)
final class Prove implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "kills: kill -9 each process in the middle of its own stage and compare the table")
    private String name = "";

    @Option(
            names = "--only",
            split = ",",
            description = "for kills: these victims only, such as identity-service,kafka")
    private List<String> only = List.of();

    @Option(
            names = "--people",
            defaultValue = "3000",
            description = "for kills: size of the generated shop (default: ${DEFAULT-VALUE})")
    private int people = 3000;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Override
    public Integer call() throws Exception {
        if (!"kills".equals(name)) {
            throw new IllegalArgumentException("there is no proof called " + name
                    + "; there are: kills, acked, replies, lanes, large-file, takeback, erasure, rules, segments");
        }
        return new Kills(Suite.project(), new Ports(portsFrom), people, System.out).run(only) ? 0 : 1;
    }
}
