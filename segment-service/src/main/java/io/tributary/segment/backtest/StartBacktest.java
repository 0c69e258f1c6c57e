package io.tributary.segment.backtest;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.preview.Inlining;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.tenant.Tenants;
import java.time.InstantSource;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Lets a back-test begin unless too many of the tenant's have not ended. */
public final class StartBacktest {

    /** How many days a back-test looks at when nobody says, and at most. */
    public static final int DAYS = 90;

    public static final int MOST_DAYS = 365;

    /** What came of the wish. */
    public sealed interface Verdict {

        record Started(String jobId) implements Verdict {}

        /** So many of the tenant's back-tests wait or run. */
        record TooMany(int most) implements Verdict {}
    }

    /** What the days and the job's times go by. */
    public record Clocks(InstantSource suite, InstantSource real) {}

    private final Segments segments;
    private final Tenants tenants;
    private final Jobs jobs;
    private final Supplier<String> ids;
    private final Clocks clocks;
    private final BacktestCounts counts;
    private final int unfinished;

    public StartBacktest(
            Segments segments,
            Tenants tenants,
            Jobs jobs,
            Supplier<String> ids,
            Clocks clocks,
            BacktestCounts counts,
            int unfinished) {
        this.segments = segments;
        this.tenants = tenants;
        this.jobs = jobs;
        this.ids = ids;
        this.clocks = clocks;
        this.counts = counts;
        this.unfinished = unfinished;
    }

    /** Of the whole days before today in the tenant's time zone. */
    public Mono<Verdict> start(String tenant, Condition rule, int days) {
        return segments.read(tenant)
                .map(registry -> plan(tenant, registry, rule, days))
                .flatMap(plan -> add(Job.queued(
                        tenant,
                        ids.get(),
                        BacktestWork.KIND,
                        BacktestJson.print(plan),
                        clocks.real().instant())));
    }

    private BacktestPlan plan(String tenant, Registry registry, Condition rule, int days) {
        var meaning = Canonical.sha256(new Inlining(registry).inline(rule));
        return BacktestPlan.before(clocks.suite().instant(), days, rule, meaning, tenants.zone(tenant));
    }

    private Mono<Verdict> add(Job job) {
        return jobs.add(job, unfinished).map(added -> {
            if (added) {
                return new Verdict.Started(job.id());
            }
            counts.countRefused();
            return new Verdict.TooMany(unfinished);
        });
    }
}
