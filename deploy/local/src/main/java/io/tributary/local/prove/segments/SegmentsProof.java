package io.tributary.local.prove.segments;

import io.tributary.local.api.Api;
import io.tributary.local.prove.load.Answers;
import io.tributary.local.prove.load.Client;
import io.tributary.local.prove.load.Load;
import io.tributary.local.prove.segments.Verdict.Stage;
import io.tributary.local.run.OpenWork;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls through the front door while Elasticsearch is down, segment-service dies and instances come and go; then has
 * the service audit itself, tells everything that was answered with 2xx once more to a world in which nothing ever failed,
 * and compares who is in which segment, and what the newest membership records say.
 *
 * <p>The replay goes through the front door as well, into stores that the disturbed run never touched: another suite, with
 * its own broker, databases and state ({@code deploy/prove segments}), or another tenant after the faults (the short form).
 * A fresh segment-service over the old topics would share what they hold, and two groups would write the same memberships.
 * Suite time needs no setting: calls carry their own times, and no condition is about to change by the clock from ten
 * seconds after the load until nearly two hours after its beginning ({@link Crowd}); both worlds are asked in between,
 * one right after the other.
 */
public final class SegmentsProof implements AutoCloseable {

    private static final String STAGE = "segments";
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);
    private static final Duration EQUAL_WITHIN = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 2_000;
    private static final int SHOWN = 20;

    private final Suite suite;
    private final Plan plan;
    private final Progress progress;
    private final Clock real = Clock.systemUTC();
    private final String run = Long.toString(real.millis(), Character.MAX_RADIX);
    private final Crowd crowd;
    private final Told told = new Told();
    private final World world;
    private final MembershipFlow flow;
    private final List<Stage> stages = new ArrayList<>();
    private long begin;
    private @Nullable Description disturbed;

    public SegmentsProof(Suite suite, Api api, Plan plan, Progress progress) {
        this.suite = suite;
        this.plan = plan;
        this.progress = progress;
        this.crowd = new Crowd(plan, run, real);
        this.world = new World(suite, api, "hurt-" + run);
        this.flow = new MembershipFlow(suite.kafkaBootstrap(), world.tenant());
    }

    /** The load and the faults, until everything is at rest. */
    public void disturb() throws InterruptedException {
        progress.say(
                STAGE,
                String.format(
                        Locale.ROOT,
                        "seed %d, tenant %s, %,d people, %,d events a second",
                        plan.seed(),
                        world.tenant(),
                        plan.people(),
                        plan.eventsPerSecond()));
        flow.start();
        begin = System.nanoTime();
        var rate = new Load.Rate(plan.eventsPerSecond(), plan.seed());
        try (var load = new Load(rate, crowd, told::acknowledged, suite.gateway(), world.writeKey())) {
            load.start();
            calm(load);
            say(new Outage(world, flow, told::calls, real).last(plan.outage()));
            calm(load);
            var instances = new Instances(suite, flow);
            say(instances.killed());
            if (plan.rebalances()) {
                calm(load);
                rebalance(instances, load);
            }
            calm(load);
            load.finish();
            progress.say(STAGE, "answers by status: " + load.answers().byStatus());
        }
        TimeUnit.MILLISECONDS.sleep(Crowd.MOVES_FOR.toMillis());
        say(rested());
    }

    private void rebalance(Instances instances, Load load) throws InterruptedException {
        long started = System.nanoTime();
        var second = instances.second();
        say(instances.shared("a second instance", started));
        calm(load);
        say(instances.firstDies());
        calm(load);
        say(instances.firstReturns());
        calm(load);
        say(instances.secondGoes(second));
    }

    private void calm(Load load) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(plan.calm().toMillis());
        load.requireHealthy();
    }

    private Stage rested() throws InterruptedException {
        long at = System.nanoTime();
        boolean settled = new OpenWork(suite).settles(SETTLES_WITHIN, progress);
        return new Stage(
                "at rest",
                settled,
                String.format(
                        Locale.ROOT,
                        "%.1f s after the load of %.1f s; %,d calls and %,d of them again, %,d membership records",
                        secondsSince(at),
                        (at - begin) / 1e9,
                        told.calls(),
                        told.repeated(),
                        flow.counts().records()));
    }

    /** Tells everything once more to a new tenant of that suite, and judges; it may be the same suite. */
    public Verdict judge(Suite other, Api otherApi) throws InterruptedException {
        say(audited());
        var replayed = new World(other, otherApi, "whole-" + run);
        say(replay(replayed));
        say(compared(replayed));
        say(tried());
        return new Verdict(stages);
    }

    private Stage audited() throws InterruptedException {
        // The first may be the service's own daily one, which began when not everybody had come or been merged.
        world.audit();
        var report = world.audit();
        long profiles = report.path("profiles").asLong();
        return new Stage(
                "audit",
                World.differences(report) == 0 && profiles == plan.people(),
                String.format(
                        Locale.ROOT,
                        "%,d profiles of %,d people, differences %s, left out %d, due %d %s",
                        profiles,
                        plan.people(),
                        report.path("differences"),
                        report.path("leftOut").asLong(),
                        report.path("due").asLong(),
                        report.path("sample")));
    }

    private Stage replay(World into) throws InterruptedException {
        long at = System.nanoTime();
        var client = new Client(into.suite().gateway(), into.writeKey(), new Answers());
        told.again().forEach(client::deliver);
        double sent = secondsSince(at);
        boolean settled = new OpenWork(into.suite()).settles(SETTLES_WITHIN, progress);
        return new Stage(
                "replay from scratch",
                settled,
                String.format(
                        Locale.ROOT,
                        "%,d calls in %.1f s, at rest after %.1f s",
                        told.calls(),
                        sent,
                        secondsSince(at)));
    }

    private Stage compared(World replayed) throws InterruptedException {
        var people = crowd.people();
        var here = world.describe(people);
        var differences = here.differencesTo(replayed.describe(people));
        long deadline = System.nanoTime() + EQUAL_WITHIN.toNanos();
        // Search shows what was written a moment later.
        while (!differences.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            here = world.describe(people);
            differences = here.differencesTo(replayed.describe(people));
        }
        disturbed = here;
        differences.stream().limit(SHOWN).forEach(it -> progress.say(STAGE, "   " + it));
        var trivial = here.trivial(plan.people());
        boolean inTime = secondsSince(begin) < Crowd.STILL_FOR.toSeconds();
        return new Stage(
                "compared with the replay",
                differences.isEmpty() && trivial.isEmpty() && inTime,
                String.format(
                        Locale.ROOT,
                        "%d segments, %,d standings, %d differences%s%s; members %s",
                        here.members().size(),
                        here.standings(),
                        differences.size(),
                        trivial.isEmpty() ? "" : ", PROVES NOTHING: " + trivial,
                        inTime ? "" : ", TOO LATE: time alone has changed people",
                        sizes(here)));
    }

    private static String sizes(Description of) {
        var sizes = new TreeMap<String, Integer>();
        of.members().forEach((segment, people) -> sizes.put(segment, people.size()));
        return sizes.toString();
    }

    /** Both judges: what is falsified must be found. */
    private Stage tried() throws InterruptedException {
        var noticed = SelfCheck.of(Objects.requireNonNull(disturbed), Rules.TRAIT);
        world.removeDocument(crowd.people().getFirst());
        long found = World.differences(world.audit());
        boolean all = noticed.values().stream().allMatch(it -> it) && found > 0;
        return new Stage(
                "the judges on trial",
                all,
                String.format(
                        Locale.ROOT,
                        "noticed %s; the audit finds %d differences where a document is gone",
                        noticed,
                        found));
    }

    private void say(Stage stage) {
        stages.add(stage);
        progress.say(STAGE, stage.words());
    }

    private static double secondsSince(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    @Override
    public void close() {
        flow.close();
    }
}
