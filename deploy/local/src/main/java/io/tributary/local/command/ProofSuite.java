package io.tributary.local.command;

import io.tributary.contracts.clock.ClockFile;
import io.tributary.local.api.Api;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A suite that one proof has to itself, stopped when the proof ends or is interrupted. In a temporary folder its data go
 * when the proof holds; what a failed one leaves is kept, and the folder is named.
 */
record ProofSuite(
        DataDir data,
        boolean temporary,
        Ports ports,
        RunShape shape,
        @Nullable Instant clock,
        Progress progress) {

    /** What is to be shown on the running suite. */
    interface Proof {

        boolean holds(Suite suite, Api api) throws IOException, InterruptedException;
    }

    /** In the folder {@code directory}, or in a temporary one named after the proof. */
    static ProofSuite of(String proof, int portsFrom, @Nullable Path directory, RunShape shape) throws IOException {
        var folder = directory == null ? Files.createTempDirectory("tributary-" + proof + "-") : directory;
        return new ProofSuite(
                DataDir.at(folder),
                directory == null,
                new Ports(portsFrom),
                shape,
                null,
                new Progress(System.out, false));
    }

    /** The same with a clock of its own, which begins with real time and can be moved forward. */
    ProofSuite withClock() {
        return new ProofSuite(data, temporary, ports, shape, Clock.systemUTC().instant(), progress);
    }

    /** Moves suite time forward, in a suite with a clock of its own. */
    void forward(Duration duration) {
        ClockFile.read(data.clockFile()).movedBy(duration).write(data.clockFile());
    }

    /** Returns the exit code of the command: 0 when it holds, 1 when it does not. */
    int run(Proof proof) throws IOException, InterruptedException {
        boolean holds = false;
        try {
            holds = started(proof);
        } finally {
            if (temporary && holds) {
                data.clear();
            } else {
                System.out.println("Data and logs are in " + data.root());
            }
        }
        return holds ? 0 : 1;
    }

    private boolean started(Proof proof) throws IOException, InterruptedException {
        var real = Clock.systemUTC();
        try (var suite = new Suite(new SuiteSpec(Suite.project(), data, ports, clock, shape), real, progress)) {
            var stopper = new Thread(suite::close, "stop");
            Runtime.getRuntime().addShutdownHook(stopper);
            suite.start();
            boolean holds = proof.holds(suite, new Api(suite.gateway(), suite.tokenUrl(), real));
            Runtime.getRuntime().removeShutdownHook(stopper);
            return holds;
        }
    }
}
