package io.tributary.local.command;

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
import org.jspecify.annotations.Nullable;

/**
 * A suite that one proof has to itself, stopped when the proof ends or is interrupted. In a temporary folder its data go
 * when the proof holds; what a failed one leaves is kept, and the folder is named.
 */
record ProofSuite(DataDir data, boolean temporary, Ports ports, RunShape shape, Progress progress) {

    /** What is to be shown on the running suite. */
    interface Proof {

        boolean holds(Suite suite, Api api) throws IOException, InterruptedException;
    }

    /** In the folder {@code directory}, or in a temporary one named after the proof. */
    static ProofSuite of(String proof, int portsFrom, @Nullable Path directory, RunShape shape) throws IOException {
        var folder = directory == null ? Files.createTempDirectory("tributary-" + proof + "-") : directory;
        return new ProofSuite(
                DataDir.at(folder), directory == null, new Ports(portsFrom), shape, new Progress(System.out, false));
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
        try (var suite = new Suite(new SuiteSpec(Suite.project(), data, ports, null, shape), real, progress)) {
            var stopper = new Thread(suite::close, "stop");
            Runtime.getRuntime().addShutdownHook(stopper);
            suite.start();
            boolean holds = proof.holds(suite, new Api(suite.gateway(), suite.tokenUrl(), real));
            Runtime.getRuntime().removeShutdownHook(stopper);
            return holds;
        }
    }
}
