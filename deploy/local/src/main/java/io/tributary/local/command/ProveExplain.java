package io.tributary.local.command;

import io.tributary.local.prove.explain.ExplainProof;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Explanations and what comes of them, on a suite of its own with throw-away data and a clock of its own. */
@Command(
        name = "explain",
        description =
                "Asks of rules of every kind what would flip them, lets one person do less than that and another all of it,"
                        + " moves time to where somebody is said to leave and where a change is said to come too late, and"
                        + " looks who came in.",
        mixinStandardHelpOptions = true)
final class ProveExplain implements Callable<Integer> {

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var own = ProofSuite.of("explain", portsFrom, null, RunShape.LOCAL).withClock();
        return own.run((suite, api) -> {
            var proof = new ExplainProof(suite, api, System.out);
            boolean holds = proof.holds();
            holds &= proof.holdsInTime(own::forward);
            System.out.println(holds ? "HOLDS: what is explained comes true, and less does not." : "DOES NOT HOLD.");
            return holds;
        });
    }
}
