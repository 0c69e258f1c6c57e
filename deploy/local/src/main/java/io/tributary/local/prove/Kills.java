package io.tributary.local.prove;

import io.tributary.local.api.Api;
import io.tributary.local.demo.ShopDemo;
import io.tributary.local.run.DemoRun;
import io.tributary.local.run.DoublesView;
import io.tributary.local.run.Outcome;
import io.tributary.local.run.Stage;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the generated shop once undisturbed and once for each victim, which dies by SIGKILL in the middle of its own stage
 * and is started again. The table that people see must be the same each time.
 */
public final class Kills {

    private static final double EARLIEST = 0.20;
    private static final double LATEST = 0.80;
    /** A push of a few thousand rows is over between two looks unless the platforms take their time. */
    private static final Duration SLOW_PLATFORM = Duration.ofSeconds(3);

    private static final int SLOW_REQUESTS = 20;

    private final Path project;
    private final Ports ports;
    private final int people;
    private final PrintStream out;
    private final Clock real = Clock.systemUTC();
    private int missed;
    private final Instant anchor = real.instant().truncatedTo(ChronoUnit.DAYS);

    public Kills(Path project, Ports ports, int people, PrintStream out) {
        this.project = project;
        this.ports = ports;
        this.people = people;
        this.out = out;
    }

    /** Returns whether every victim died in the middle of its stage and every table was the same; no names means all. */
    public boolean run(List<String> only) throws InterruptedException, IOException {
        var expected = once(null);
        out.println("undisturbed: " + expected.table());
        boolean same = expected.balanced();
        for (var victim : Victim.values()) {
            if (only.isEmpty() || only.contains(victim.process())) {
                same &= isSame(victim, expected.table());
            }
        }
        out.println(same ? "All tables are the same." : "TABLES DIFFER.");
        return same && missed == 0;
    }

    private boolean isSame(Victim victim, Outcome.Table expected) throws InterruptedException, IOException {
        var outcome = once(victim);
        boolean same = outcome.table().equals(expected) && outcome.balanced();
        out.println(String.format(
                Locale.ROOT, "%-20s %s %s", victim.process(), same ? "same table" : "DIFFERENT", outcome.table()));
        if (!outcome.balanced()) {
            out.println("    not balanced: " + outcome.counts() + " open " + outcome.lags());
        }
        return same;
    }

    private Outcome once(@Nullable Victim victim) throws InterruptedException, IOException {
        var data = DataDir.at(Files.createTempDirectory("tributary-prove-"));
        var progress = new Progress(out, false);
        var demo = new ShopDemo(anchor, people);
        try (var suite = new Suite(new SuiteSpec(project, data, ports, null), real, progress)) {
            var stopper = new Thread(suite::close, "stop");
            Runtime.getRuntime().addShutdownHook(stopper);
            suite.start();
            if (victim == Victim.ACTIVATION) {
                var doubles = new DoublesView(suite.doubles());
                List.of("sendgrid", "meta").forEach(it -> doubles.slowDown(it, SLOW_PLATFORM, SLOW_REQUESTS));
            }
            var api = new Api(suite.gateway(), suite.tokenUrl(), real);
            Consumer<Stage> watcher = victim == null ? stage -> {} : new Killer(suite, victim);
            var outcome = new DemoRun(suite, data, api, progress).run(demo, watcher, new LinkedHashMap<>());
            if (watcher instanceof Killer killer && !killer.struck()) {
                missed++;
                out.println(victim + " was not killed: its stage ran from below 20 % to above 80 % between two looks");
            }
            Runtime.getRuntime().removeShutdownHook(stopper);
            return outcome;
        } finally {
            data.clear();
        }
    }

    /** Strikes once, the first time that it sees the stage in its middle. */
    private final class Killer implements Consumer<Stage> {

        private final Suite suite;
        private final Victim victim;
        private boolean struck;

        Killer(Suite suite, Victim victim) {
            this.suite = suite;
            this.victim = victim;
        }

        boolean struck() {
            return struck;
        }

        @Override
        public void accept(Stage stage) {
            double share = victim.share(stage);
            if (!struck && share >= EARLIEST && share <= LATEST) {
                struck = true;
                out.println(String.format(
                        Locale.ROOT, "kill -9 %s at %.0f %% of its stage", victim.process(), share * 100));
                suite.kill(victim.process());
                suite.restart(victim.process());
            }
        }
    }
}
