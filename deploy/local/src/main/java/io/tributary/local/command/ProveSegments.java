package io.tributary.local.command;

import io.tributary.local.api.Api;
import io.tributary.local.prove.segments.Plan;
import io.tributary.local.prove.segments.SegmentsProof;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Faults of search and topology under load, beside a second suite that is told the same without any; data are thrown away. */
@Command(
        name = "segments",
        description =
                "Stops Elasticsearch, kills segment-service, adds and removes an instance under load; memberships must equal a replay from scratch.",
        mixinStandardHelpOptions = true)
final class ProveSegments implements Callable<Integer> {

    private static final int PORTS_OF_A_SUITE = 40;
    private static final Duration CALM = Duration.ofSeconds(10);
    /** A standby for each task once there is a second instance. */
    private static final RunShape SHAPE = new RunShape(
            RunShape.LOCAL.services(),
            false,
            Map.of(Service.SEGMENT, Map.of("CDP_SEGMENT_STREAMS_STANDBYREPLICAS", "1")));

    @Option(
            names = "--outage",
            defaultValue = "300",
            description = "seconds that Elasticsearch is down (default: ${DEFAULT-VALUE})")
    private int outage = 300;

    @Option(names = "--seed", description = "decides the calls; printed when it is left out")
    private @Nullable Long seed;

    @Option(
            names = "--people",
            defaultValue = "1000",
            description = "whom the calls are about (default: ${DEFAULT-VALUE})")
    private int people = 1_000;

    @Option(names = "--rate", defaultValue = "60", description = "events a second (default: ${DEFAULT-VALUE})")
    private int rate = 60;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port; the replay's suite has those from 40 above it (default: ${DEFAULT-VALUE})")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var plan = new Plan(
                seed == null ? new Random().nextInt() : seed, people, rate, Duration.ofSeconds(outage), CALM, true);
        return ProofSuite.of("segments", portsFrom, null, SHAPE).run((suite, api) -> proven(suite, api, plan));
    }

    private boolean proven(Suite suite, Api api, Plan plan) throws IOException, InterruptedException {
        var own = ProofSuite.of("segments-replay", portsFrom + PORTS_OF_A_SUITE, null, RunShape.LOCAL);
        try (var proof = new SegmentsProof(suite, api, plan, own.progress())) {
            proof.disturb();
            return own.run((other, otherApi) -> {
                        var verdict = proof.judge(other, otherApi);
                        System.out.println(
                                verdict.holds()
                                        ? "HOLDS: memberships are those of a world in which nothing failed."
                                        : "DOES NOT HOLD: " + verdict.broken());
                        return verdict.holds();
                    })
                    == 0;
        }
    }
}
