package io.tributary.segment.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.segment.adapter.postgres.PostgresExportFiles;
import io.tributary.segment.adapter.postgres.PostgresJobs;
import io.tributary.segment.backtest.BacktestWork;
import io.tributary.segment.config.Started.Phase;
import io.tributary.segment.export.ExportCounts;
import io.tributary.segment.export.ExportFiles;
import io.tributary.segment.export.ExportLimits;
import io.tributary.segment.export.ExportSource;
import io.tributary.segment.export.ExportWork;
import io.tributary.segment.export.StartExport;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.job.RunJobs;
import io.tributary.segment.tenant.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Scheduler;

/** Long work: its store, who does it, and exports. */
@Configuration(proxyBeanMethods = false)
class JobConfig {

    private static final int RANDOM_BYTES = 10;

    @Bean
    Jobs jobs(JdbcClient jdbc, PlatformTransactionManager transactions, Scheduler blocking) {
        return new PostgresJobs(jdbc, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    ExportFiles exportFiles(JdbcClient jdbc, PlatformTransactionManager transactions, Scheduler blocking) {
        return new PostgresExportFiles(jdbc, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    ExportCounts exportCounts() {
        return new ExportCounts();
    }

    @Bean
    ExportLimits exportLimits(SegmentProperties segment) {
        var exports = segment.exports();
        return new ExportLimits(
                exports.unfinished(),
                exports.largestFile().toBytes(),
                exports.keptFiles().toBytes(),
                exports.columns());
    }

    /** Later ids are greater, and nobody guesses one. */
    @Bean
    Supplier<String> jobIds(@Qualifier("realClock") Clock realClock) {
        var random = new SecureRandom();
        return () -> {
            var bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            return "seg_%012x".formatted(realClock.millis()) + HexFormat.of().formatHex(bytes);
        };
    }

    @Bean
    StartExport startExport(
            Jobs jobs,
            ExportFiles files,
            ExportLimits limits,
            ExportCounts counts,
            Supplier<String> jobIds,
            @Qualifier("realClock") Clock realClock) {
        return new StartExport(jobs, files, limits, counts, jobIds, realClock);
    }

    @Bean
    JobWork exportWork(
            ExportSource source, ExportFiles files, ExportLimits limits, ExportCounts counts, Tenants tenants) {
        return new ExportWork(source, files, limits, counts, tenants);
    }

    @Bean
    JobThreads jobThreads() {
        return new JobThreads();
    }

    /** A worker is one start of this process: after a kill the next one waits for the lease to end. */
    @Bean
    RunJobs runJobs(
            Jobs jobs,
            List<JobWork> works,
            JobThreads threads,
            SegmentProperties segment,
            @Qualifier("realClock") Clock realClock) {
        var settings = segment.jobs();
        return new RunJobs(
                jobs,
                Set.copyOf(works),
                new Jobs.Holder(UUID.randomUUID().toString(), settings.lease()),
                new RunJobs.Places(settings.parallel(), settings.turn(), realClock),
                threads);
    }

    @Bean
    Started jobsStarted(RunJobs run, Jobs jobs, JobThreads threads, SegmentProperties segment, List<JobChore> chores) {
        return new Started(
                Phase.REPORTS,
                () -> {
                    threads.every(JobThreads.LOOK, run::look);
                    chores.forEach(it -> threads.every(it.every(), it.task()));
                    threads.every(
                            JobThreads.TIDY,
                            () -> jobs.expire(ExportWork.KIND, segment.exports().keep()));
                    threads.every(
                            JobThreads.TIDY,
                            () -> jobs.expire(
                                    BacktestWork.KIND, segment.backtests().keep()));
                },
                () -> {
                    run.stop();
                    threads.stop();
                },
                threads::isRunning);
    }

    @Bean
    MeterBinder jobFigures(RunJobs run, ExportCounts counts) {
        return registry -> {
            Gauge.builder("cdp.jobs.running", run, RunJobs::running).register(registry);
            Gauge.builder("cdp.exports.finished", counts, ExportCounts::finished)
                    .register(registry);
            Gauge.builder("cdp.exports.truncated", counts, ExportCounts::truncated)
                    .register(registry);
            Gauge.builder("cdp.exports.restarted", counts, ExportCounts::restarted)
                    .register(registry);
            Gauge.builder("cdp.exports.refused", counts, ExportCounts::refused).register(registry);
            Gauge.builder("cdp.exports.values.left.out", counts, ExportCounts::valuesLeftOut)
                    .register(registry);
        };
    }
}
