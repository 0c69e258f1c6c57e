package io.tributary.local.command;

import io.tributary.local.prove.takeback.TakeBack;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A merge that is taken back, beside a world without it, on a suite of its own with throw-away data. */
@Command(
        name = "takeback",
        description =
                "Merges two people, lets them live on as one, splits them, and compares with a world in which it never happened.",
        mixinStandardHelpOptions = true)
final class ProveTakeBack implements Callable<Integer> {

    @Option(names = "--seed", description = "decides the story; printed when it is left out")
    private @Nullable Long seed;

    @Option(
            names = "--events",
            defaultValue = "1000",
            description = "between the merge and the split (default: ${DEFAULT-VALUE})")
    private int events = 1_000;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var plan = new TakeBack.Plan(seed == null ? new Random().nextInt() : seed, events, true);
        return ProofSuite.of("takeback", portsFrom, null, RunShape.LOCAL).run((suite, api) -> {
            var result = new TakeBack(suite, api, System.out).run(plan);
            System.out.println(
                    result.holds()
                            ? "HOLDS: the world is the one in which the merge never happened."
                            : "DOES NOT HOLD: settled " + result.settled() + ", the merge at the platform "
                                    + result.moved() + ", pushed meanwhile " + result.pushed() + ", differences "
                                    + result.differences().size());
            return result.holds();
        });
    }
}
