package io.tributary.e2e;

import io.tributary.embedded.process.Ports;
import io.tributary.local.api.Api;
import io.tributary.local.demo.ShopDemo;
import io.tributary.local.run.DemoRun;
import io.tributary.local.run.DoublesView;
import io.tributary.local.run.Outcome;
import io.tributary.local.run.Stage;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A suite of its own on free ports with throw-away data, and a shop that is sent through it. */
final class RunningSuite implements AutoCloseable {

    private static final int PORTS = 27;
    private static final int PEOPLE = 2_000;

    private final Clock real = Clock.systemUTC();
    private final DataDir data = DataDir.at(Files.createTempDirectory("tributary-e2e-"));
    private final Suite suite;
    private final ShopDemo demo = new ShopDemo(real.instant(), PEOPLE);
    private final Api api;

    static RunningSuite start() {
        try {
            return new RunningSuite();
        } catch (IOException e) {
            throw new UncheckedIOException("the suite has no folder", e);
        }
    }

    private RunningSuite() throws IOException {
        var progress = new Progress(System.out, false);
        suite = new Suite(
                new SuiteSpec(project(), data, new io.tributary.local.suite.Ports(freePorts()), null), real, progress);
        suite.start();
        api = new Api(suite.gateway(), suite.tokenUrl(), real);
    }

    Outcome send(Consumer<Stage> watcher) throws InterruptedException {
        return new DemoRun(suite, data, api, new Progress(System.out, false)).run(demo, watcher, new LinkedHashMap<>());
    }

    Suite suite() {
        return suite;
    }

    ShopDemo demo() {
        return demo;
    }

    Api api() {
        return api;
    }

    DataDir data() {
        return data;
    }

    Progress silent() {
        return new Progress(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()), false);
    }

    DoublesView doubles() {
        return new DoublesView(suite.doubles());
    }

    static Path project() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.resolve("..").normalize();
        }
        return folder;
    }

    /** The first of a row of free ports, below those that the system gives to clients. */
    static int freePorts() {
        return IntStream.iterate(18_080, it -> it + 100)
                .limit(100)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow();
    }

    /** Fails when a process of it survives. */
    @Override
    public void close() {
        var pids = suite.pids();
        suite.close();
        data.clear();
        pids.forEach((name, pid) -> {
            if (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw new IllegalStateException(name + " still runs, pid " + pid);
            }
        });
    }
}
