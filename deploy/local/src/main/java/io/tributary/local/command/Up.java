package io.tributary.local.command;

import io.tributary.local.api.Api;
import io.tributary.local.demo.Demo;
import io.tributary.local.demo.RetailDemo;
import io.tributary.local.demo.ShopDemo;
import io.tributary.local.report.Report;
import io.tributary.local.report.Table;
import io.tributary.local.run.DemoRun;
import io.tributary.local.run.Outcome;
import io.tributary.local.setup.Setup;
import io.tributary.local.suite.Keeper;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.ProcessStats;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import io.tributary.local.watch.Progress;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the whole suite, sets up the demo tenant, sends the demo, prints the table, and stays up until Ctrl-C. */
@Command(
        name = "up",
        description = "Starts everything, sends the demo, prints what came out, and stays up until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {

    /** As a shell counts a program that SIGINT has ended. */
    private static final int STOPPED = 130;

    @Option(names = "--once", description = "stop everything at the end; exit 0 only if everything adds up")
    private boolean once;

    @Option(names = "--report", paramLabel = "FILE", description = "write what came out as JSON")
    private @Nullable Path report;

    @Option(names = "--no-demo", description = "make the tenant and its users, send nothing")
    private boolean withoutDemo;

    @Option(names = "--data", paramLabel = "FILE", description = "the Online Retail file instead of the generated shop")
    private @Nullable Path retail;

    @Option(
            names = "--clock",
            paramLabel = "INSTANT",
            description = "start suite time there, such as 2011-12-09T20:00:00Z; kept over restarts")
    private @Nullable Instant clock;

    @Option(names = "--fresh", description = "empty the data directory first")
    private boolean fresh;

    @Option(
            names = "--ports-from",
            paramLabel = "N",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description =
                    "first of 27 ports: gateway N, services N+1..4, management N+10..14, doubles N+18, servers N+20..26 (default: ${DEFAULT-VALUE})")
    private int portsFrom = Ports.DEFAULT_BASE;

    @Mixin
    private Where where = new Where();

    private final Clock real = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Keeper keeper;

    @Override
    public Integer call() throws InterruptedException {
        var data = where.data();
        if (RunFile.alive(data)) {
            throw new IllegalStateException("a run is up on " + data.root() + " already (pid "
                    + RunFile.read(data).pid() + "); stop it, or choose another --data-dir and --ports-from");
        }
        if (fresh) {
            data.clear();
        }
        var progress = new Progress(System.out, onTerminal());
        var demo = withoutDemo ? null : demo();
        var suite =
                new Suite(new SuiteSpec(Suite.project(), data, new Ports(portsFrom), clockOf(demo)), real, progress);
        var main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite, progress, main), "stop"));
        try {
            return run(suite, demo, progress);
        } catch (InterruptedException e) {
            if (stopped.getCount() > 0) {
                throw e;
            }
            return STOPPED;
        } finally {
            stop(suite, progress, main);
        }
    }

    private int run(Suite suite, @Nullable Demo demo, Progress progress) throws InterruptedException {
        var data = where.data();
        Map<String, Double> timings = new LinkedHashMap<>(suite.start());
        keeper = Keeper.of(suite, progress);
        timings.put("cpuSecondsUntilReady", cpuSeconds(suite));
        new RunFile(
                        ProcessHandle.current().pid(),
                        suite.gateway().toString(),
                        suite.tokenUrl().toString())
                .write(data);
        var api = new Api(suite.gateway(), suite.tokenUrl(), real);
        var table = new Table(System.out);
        Outcome outcome = null;
        if (demo == null) {
            new Setup(api, data, progress).makeTenant();
        } else {
            outcome = new DemoRun(suite, data, api, progress).run(demo, stage -> {}, timings);
            table.print(outcome);
        }
        var writeKeys = new Setup(api, data, progress).writeKeys();
        if (report != null) {
            var written = new Report(suite, timings).withSources(writeKeys);
            (outcome == null ? written : written.with(outcome)).write(report);
        }
        table.printAddresses(suite, writeKeys);
        if (!once) {
            progress.say("up", "stays up until Ctrl-C");
            stopped.await();
        }
        return outcome == null || outcome.balanced() ? 0 : 1;
    }

    private static double cpuSeconds(Suite suite) {
        return Math.round(suite.pids().values().stream()
                .mapToDouble(ProcessStats::cpuSeconds)
                .sum());
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private Demo demo() {
        return retail == null ? new ShopDemo(anchor(), ShopDemo.PEOPLE) : RetailDemo.of(retail);
    }

    /** The day of the first run on this data directory, so that a later one makes the same calls again. */
    private Instant anchor() {
        return new Anchor(where.data()).firstOr(clock == null ? real.instant() : clock);
    }

    private @Nullable Instant clockOf(@Nullable Demo demo) {
        return clock != null || demo == null ? clock : demo.clock().orElse(null);
    }

    private synchronized void stop(Suite suite, Progress progress, Thread main) {
        if (stopped.getCount() > 0) {
            stopped.countDown();
            if (!Thread.currentThread().equals(main)) {
                main.interrupt();
            }
            progress.say("stop", "stopping everything");
            var watching = keeper;
            if (watching != null) {
                watching.close();
            }
            suite.close();
            RunFile.delete(where.data());
        }
    }
}
