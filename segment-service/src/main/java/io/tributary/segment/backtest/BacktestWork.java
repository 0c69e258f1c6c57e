package io.tributary.segment.backtest;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.Job.Progress;
import io.tributary.segment.job.JobState;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.preview.Inlining;
import io.tributary.segment.preview.TooManyPeople;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.tenant.Tenants;
import java.util.concurrent.CompletionException;
import reactor.core.publisher.Mono;

/**
 * Looks at one day in each step. It ends rather than go on when a segment that the rule refers to came to mean something
 * else, because the days could not be compared then.
 */
public final class BacktestWork implements JobWork {

    public static final String KIND = "backtest";

    private final Segments segments;
    private final Moves moves;
    private final Tenants tenants;
    private final BacktestCounts counts;

    public BacktestWork(Segments segments, Moves moves, Tenants tenants, BacktestCounts counts) {
        this.segments = segments;
        this.moves = moves;
        this.tenants = tenants;
        this.counts = counts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean canRun(Job job) {
        return !tenants.refuses(job.tenant());
    }

    @Override
    public Job step(Job job) {
        try {
            // A job has a thread of its own, which may wait.
            return stepped(job).toFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private Mono<Job> stepped(Job job) {
        var plan = BacktestJson.plan(job.papers().request());
        return segments.read(job.tenant())
                .map(registry -> new Inlining(registry).inline(plan.rule()))
                .flatMap(rule -> Canonical.sha256(rule).equals(plan.meaning())
                        ? looked(job, plan, rule)
                        : Mono.just(job.failed(
                                "A segment that the rule refers to was published or retired meanwhile: start again.")));
    }

    private Mono<Job> looked(Job job, BacktestPlan plan, Condition rule) {
        var written = job.papers().report();
        var report = written.isEmpty() ? BacktestReport.begun(plan, rule) : BacktestJson.report(written);
        var day = report.next();
        return moves.between(job.tenant(), plan.atEndOf(day.minusDays(1), rule), plan.atEndOf(day, rule))
                .map(moved -> advanced(job, plan, report.with(moved)))
                .onErrorResume(
                        TooManyPeople.class,
                        fault -> Mono.just(job.failed("On " + day + " " + fault.reason() + ": use windows of days.")));
    }

    private static Job advanced(Job job, BacktestPlan plan, BacktestReport report) {
        var progress = new Progress(report.days().size(), plan.days());
        var next = job.advanced(progress, report.next().toString(), BacktestJson.print(report));
        return progress.done() == progress.total() ? next.ended(JobState.DONE) : next;
    }

    @Override
    public void ended(Job job) {
        switch (job.state()) {
            case DONE -> counts.countFinished();
            case FAILED -> counts.countStopped();
            case QUEUED, RUNNING, CANCELLED -> {}
        }
    }
}
