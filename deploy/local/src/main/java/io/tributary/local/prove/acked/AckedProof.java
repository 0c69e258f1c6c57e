package io.tributary.local.prove.acked;

import io.tributary.local.api.Api;
import io.tributary.local.prove.load.Load;
import io.tributary.local.prove.load.Recovery;
import io.tributary.local.run.OpenWork;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One proof on a running suite: load, faults, rest, judgement, and the judge's own trial. */
public final class AckedProof {

    private static final String STAGE = "acked";
    private static final Duration COMES_BACK_WITHIN = Duration.ofMinutes(3);
    private static final Duration CATCHES_UP_WITHIN = Duration.ofMinutes(5);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);
    private static final int SHORTEST_PAUSE_MILLIS = 500;
    /** Sooner than a collector has started, or than those who read have found a broker that came back. */
    private static final int IN_RECOVERY_MILLIS = 2_000;

    private final Suite suite;
    private final Api api;
    private final Path project;
    private final Path folder;
    private final AckedPlan plan;
    private final Progress progress;

    /** @param folder where the ledger is written */
    public AckedProof(Suite suite, Api api, Path project, Path folder, AckedPlan plan, Progress progress) {
        this.suite = suite;
        this.api = api;
        this.project = project;
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    public Verdict run() throws InterruptedException {
        var clock = Clock.systemUTC();
        var run = "acked-" + Long.toString(clock.millis(), Character.MAX_RADIX);
        progress.say(STAGE, "seed " + plan.seed() + ", tenant " + run + ", " + plan.kills() + " kills");
        var tenant = AckedTenant.make(api, run);
        try (var ledger = new AckLedger(folder.resolve(run + ".ledger"));
                var load = new Load(
                        new Load.Rate(plan.eventsPerSecond(), plan.seed()),
                        new Traffic(plan, run, clock),
                        ledger::acknowledged,
                        suite.gateway(),
                        tenant.writeKey())) {
            load.start();
            var struck = strike(load, ledger);
            load.finish();
            progress.say(STAGE, "every call is acknowledged: " + String.format(Locale.ROOT, "%,d", ledger.calls()));
            boolean settled = new OpenWork(suite).settles(SETTLES_WITHIN, progress);
            return judge(tenant, ledger, struck, load.answers().byStatus(), settled);
        }
    }

    private List<Struck> strike(Load load, AckLedger ledger) throws InterruptedException {
        var random = new Random(plan.seed());
        int calm = Math.toIntExact(plan.calm().toMillis());
        var struck = new ArrayList<Struck>();
        try (var caughtUp = new CaughtUp(suite.kafkaBootstrap())) {
            var strikes = Strike.sequence(plan.kills(), random);
            for (int each = 0; each < strikes.size(); each++) {
                var strike = strikes.get(each);
                pause(
                        strike.inRecovery()
                                ? random.nextInt(IN_RECOVERY_MILLIS)
                                : SHORTEST_PAUSE_MILLIS + random.nextInt(calm));
                load.requireHealthy();
                boolean nextComesSooner =
                        each + 1 < strikes.size() && strikes.get(each + 1).inRecovery();
                var what = "kill -9 " + String.join(" + ", strike.fault().processes())
                        + (strike.inRecovery() ? ", in a recovery" : "");
                var hit = kill(strike.fault(), random.nextInt(calm), load);
                struck.add(
                        nextComesSooner
                                ? new Struck(each + 1, what, hit.down, null)
                                : back(each + 1, what, hit, caughtUp));
                tell(struck.getLast(), load, ledger);
            }
            if (plan.freeze().isPositive()) {
                pause(SHORTEST_PAUSE_MILLIS + random.nextInt(calm));
                struck.add(freeze(struck.size() + 1, load, caughtUp));
                tell(struck.getLast(), load, ledger);
            }
            load.requireHealthy();
        }
        return struck;
    }

    private void tell(Struck struck, Load load, AckLedger ledger) {
        progress.say(
                STAGE,
                String.format(
                        Locale.ROOT,
                        "%2d %s (%,d acknowledged; answers %s)",
                        struck.number(),
                        struck.words(),
                        ledger.calls(),
                        load.answers().sinceLast()));
    }

    /** A fault that is over, and the wait for what comes after it. */
    private record Hit(long at, double down, Recovery recovery) {}

    /** What was killed is on its way again, and nothing is waited for. */
    private Hit kill(Fault fault, int downMillis, Load load) throws InterruptedException {
        long at = System.nanoTime();
        fault.processes().forEach(suite::kill);
        var recovery = load.answers().watch();
        pause(downMillis);
        double down = secondsSince(at);
        suite.startAgain(fault.processes().toArray(String[]::new));
        return new Hit(at, down, recovery);
    }

    private Struck freeze(int number, Load load, CaughtUp caughtUp) throws InterruptedException {
        long at = System.nanoTime();
        suite.freeze("kafka");
        try {
            pause(plan.freeze().toMillis());
        } finally {
            suite.thaw("kafka");
        }
        // What was sent before is answered in any case: only a call sent to the awake broker shows that it works.
        var recovery = load.answers().watch();
        return back(number, "SIGSTOP kafka, SIGCONT", new Hit(at, secondsSince(at), recovery), caughtUp);
    }

    private Struck back(int number, String what, Hit hit, CaughtUp caughtUp) throws InterruptedException {
        suite.restart(gaveUp());
        long acceptedAt = hit.recovery
                .await(COMES_BACK_WITHIN)
                .orElseThrow(() ->
                        new IllegalStateException("nothing was accepted for " + COMES_BACK_WITHIN + " after " + what));
        if (!caughtUp.await(CATCHES_UP_WITHIN)) {
            throw new IllegalStateException("the suite did not catch up for " + CATCHES_UP_WITHIN + " after " + what);
        }
        return new Struck(
                number, what, hit.down, new Struck.Recovered((acceptedAt - hit.at) / 1e9, secondsSince(hit.at)));
    }

    /** A collector whose broker dies while it starts may end itself: whoever watches over it starts it again. */
    private String[] gaveUp() {
        if (suite.isAlive(Service.INGESTION)) {
            return new String[0];
        }
        progress.say(STAGE, Service.INGESTION.module() + " ended itself in its start and is started again");
        return new String[] {Service.INGESTION.module()};
    }

    private Verdict judge(
            AckedTenant tenant, AckLedger ledger, List<Struck> struck, Map<String, Long> answers, boolean settled)
            throws InterruptedException {
        var checker = new CheckerProgram(project, suite.elasticsearch(), tenant.key());
        var answer = checker.run(ledger.file());
        answer.lines().forEach(it -> progress.say("checker", it));
        var agree = countsAgree(tenant, ledger);
        var noticed = new SelfCheck(checker, new Tampering(suite.elasticsearch(), tenant.key()), ledger).run();
        noticed.forEach((what, seen) -> progress.say("selfcheck", (seen ? "noticed " : "DID NOT NOTICE ") + what));
        progress.say(STAGE, "answers by status: " + answers);
        return new Verdict(
                struck,
                answers,
                ledger.calls(),
                ledger.peopleWithAtLeast(0),
                settled,
                answer.lines(),
                answer.isEqual(),
                agree,
                noticed);
    }

    /** Asks the two engines through the public API; both must find the ledger's people. */
    private Map<String, Boolean> countsAgree(AckedTenant tenant, AckLedger ledger) {
        var agree = new LinkedHashMap<String, Boolean>();
        for (int count : ledger.dividingCounts()) {
            compare(
                    agree,
                    "preview of at least " + count,
                    ledger.peopleWithAtLeast(count),
                    tenant.previewed(api, count));
        }
        compare(
                agree,
                "segment of at least " + AckedTenant.REGULAR,
                ledger.peopleWithAtLeast(AckedTenant.REGULAR),
                tenant.regulars(api));
        return agree;
    }

    private void compare(Map<String, Boolean> agree, String what, long promised, long found) {
        agree.put(what, promised == found);
        progress.say(
                "counts",
                String.format(
                        Locale.ROOT,
                        "%s: %,d people by the ledger, %,d found%s",
                        what,
                        promised,
                        found,
                        promised == found ? "" : "  DIFFERENT"));
    }

    private static void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
