package io.tributary.local.prove.lanes;

import com.google.errorprone.annotations.FormatMethod;
import io.tributary.contracts.topic.ConsumerGroups;
import io.tributary.local.api.Api;
import io.tributary.local.api.Imports;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Lags;
import io.tributary.local.watch.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Sends live events at a steady rate, and a file of history through the public API at the same time, on a suite that runs.
 * Tells how long live events take before, while the file is read, and while the bulk lane is emptied.
 */
public final class Lanes {

    /**
     * How much is sent.
     *
     * @param perSecond live events
     * @param warmUp how long nothing is measured, because new processes are cold
     * @param before how long live events are alone
     * @param atMost how long the file may be read; then the job is cancelled, and what it has read counts
     */
    public record Plan(long rows, long seed, int perSecond, Duration warmUp, Duration before, Duration atMost) {}

    /**
     * What came of it.
     *
     * @param rows that the job read
     * @param balanced whether each of them ended in one of its counts, and the file was read to its end or the job cancelled
     * @param emptied whether the bulk lane was done in time
     * @param unanswered live events without a 200, once the processes were warm
     * @param lost live events with a 200 that never came to the segment
     * @param slowestMillis the 99th percentile from the door to the segment during the import
     */
    public record Result(
            long rows, boolean balanced, boolean emptied, long unanswered, long lost, double slowestMillis) {

        /** Whether every live event came through, and in time. */
        public boolean holds(Duration within) {
            return balanced && emptied && unanswered == 0 && lost == 0 && slowestMillis <= within.toMillis();
        }
    }

    private static final String SEGMENT = "live-people";
    private static final long LOOK_MILLIS = 500;
    private static final Duration LAST_ONES = Duration.ofMinutes(3);
    private static final int WARM_UP_ROWS = 20_000;
    private static final Duration EMPTYING = Duration.ofMinutes(30);

    private final Suite suite;
    private final OwnTenant tenant;
    private final Api api;
    private final PrintStream out;
    private final List<Phase> phases = new ArrayList<>();
    private int told;

    /** Uses a tenant that has not seen this proof before. */
    public Lanes(Suite suite, OwnTenant tenant, Api api, PrintStream out) {
        this.suite = suite;
        this.tenant = tenant;
        this.api = api;
        this.out = out;
    }

    public Result run(Plan plan) throws InterruptedException {
        say("seed %d, %,d rows, %d live events a second", plan.seed(), plan.rows(), plan.perSecond());
        var live = source("Live", false);
        var history = source("History", true);
        segment();
        var run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        try (var traffic =
                        new LiveTraffic(suite.gateway(), live.path("writeKey").asString(), run, plan.perSecond());
                var sightings = new Sightings(suite.kafkaBootstrap(), traffic.prefix(), SEGMENT, traffic::ping);
                var lags = new Lags(suite.kafkaBootstrap());
                var minutes = new EachMinute(traffic, plan.perSecond(), out)) {
            sightings.start();
            traffic.start();
            minutes.start();
            warmUp(plan, history.path("id").asString());
            cut("warm-up", traffic);
            TimeUnit.MILLISECONDS.sleep(plan.before().toMillis());
            cut("before", traffic);
            var job = importing(plan, history.path("id").asString());
            cut("while the file is read", traffic);
            boolean emptied = emptying(plan, job.path("done").asLong(), lags);
            cut("while bulk is emptied", traffic);
            traffic.stop();
            awaitLast();
            return report(plan, job, emptied);
        }
    }

    private JsonNode source(String name, boolean historical) {
        return api.post(tenant.admin(), "/api/v1/sources", Map.of("name", name, "historical", historical))
                .orFail("making the source " + name);
    }

    private void segment() {
        api.post(
                        tenant.marketer(),
                        "/api/v1/segments",
                        Map.of(
                                "key",
                                SEGMENT,
                                "name",
                                "Live people",
                                "rule",
                                "count(\"" + LiveTraffic.EVENT + "\") >= 1 in last 3 days",
                                "owner",
                                tenant.marketer().username(),
                                "purpose",
                                "to see live events come through"))
                .orFail("making the segment");
        api.post(tenant.marketer(), "/api/v1/segments/" + SEGMENT + "/publish", Map.of())
                .orFail("publishing the segment");
    }

    /** A small import too: what only imports use is as new as the rest. */
    private void warmUp(Plan plan, String source) throws InterruptedException {
        long begin = System.nanoTime();
        var imports = new Imports(api, tenant.marketer());
        var id = send(imports, source, Math.min(WARM_UP_ROWS, plan.rows()), plan.seed() + 1);
        imports.endWithin(plan.warmUp(), id, WARM_UP_ROWS, new Progress(out, false));
        TimeUnit.NANOSECONDS.sleep(Math.max(0, plan.warmUp().toNanos() - (System.nanoTime() - begin)));
    }

    private JsonNode importing(Plan plan, String source) throws InterruptedException {
        long begin = System.nanoTime();
        var imports = new Imports(api, tenant.marketer());
        var id = send(imports, source, plan.rows(), plan.seed());
        say("file sent in %.1f s", seconds(begin));
        long reading = System.nanoTime();
        var job = imports.endWithin(plan.atMost(), id, plan.rows(), new Progress(out, false));
        long done = job.path("done").asLong();
        say(
                "%,d of %,d rows read in %.1f s: %,.0f rows/s",
                done, plan.rows(), seconds(reading), done / seconds(reading));
        return job;
    }

    private String send(Imports imports, String source, long rows, long seed) {
        var end = suite.now().truncatedTo(ChronoUnit.SECONDS);
        return imports.send(
                Map.of("source", source, "format", "csv", "mapping", HistoryFile.mapping()),
                () -> new HistoryFile(rows, seed, end));
    }

    private boolean emptying(Plan plan, long rows, Lags lags) throws InterruptedException {
        long begin = System.nanoTime();
        var progress = new Progress(out, false);
        while (seconds(begin) < EMPTYING.toSeconds()) {
            var open = lags.byGroup();
            long left = open.getOrDefault(ConsumerGroups.IDENTITY_BULK, 0L);
            progress.step("bulk lane", "rows resolved", rows - left, rows);
            if (left == 0 && open.getOrDefault(ConsumerGroups.TOPOLOGY, 0L) < plan.perSecond()) {
                say("bulk lane emptied in %.1f s behind the file", seconds(begin));
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(4 * LOOK_MILLIS);
        }
        say("after %s the bulk lane still holds %s", EMPTYING, lags.byGroup());
        return false;
    }

    private void cut(String name, LiveTraffic traffic) {
        var all = traffic.pings();
        phases.add(new Phase(name, List.copyOf(all.subList(told, all.size()))));
        told = all.size();
    }

    private void awaitLast() throws InterruptedException {
        long begin = System.nanoTime();
        while (phases.stream().anyMatch(it -> it.lost() > 0) && seconds(begin) < LAST_ONES.toSeconds()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private Result report(Plan plan, JsonNode job, boolean emptied) {
        var state = job.path("state").asString();
        long total = job.path("total").asLong();
        boolean balanced = Imports.balanced(job, total)
                && (state.equals("cancelled") || (state.equals("done") && total == plan.rows()));
        out.println(Phase.header());
        phases.forEach(it -> out.println(it.row()));
        long unanswered = phases.stream().skip(1).mapToLong(Phase::notAccepted).sum();
        long lost = phases.stream().mapToLong(Phase::lost).sum();
        double slowest = phases.stream()
                .skip(2)
                .filter(it -> !it.pings().isEmpty())
                .mapToDouble(it -> it.percentile(Ping::segmentedMillis, 99))
                .max()
                .orElse(Double.NaN);
        say(
                "job %s: total %,d = accepted %,d + refused %,d + suppressed %,d%s",
                state,
                total,
                job.path("accepted").asLong(),
                job.path("refused").asLong(),
                job.path("suppressed").asLong(),
                balanced ? "" : "   NOT BALANCED");
        say(
                "live events without 200: %d, and %d while warming up; answered with 200 but never segmented: %d",
                unanswered, phases.getFirst().notAccepted(), lost);
        say("p99 to the segment during the import: %.0f ms", slowest);
        return new Result(total, balanced, emptied, unanswered, lost, slowest);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    @FormatMethod
    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
