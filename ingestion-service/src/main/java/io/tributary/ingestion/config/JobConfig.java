package io.tributary.ingestion.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.ingestion.adapter.file.FileSpool;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.badrow.ReplayBadRows;
import io.tributary.ingestion.badrow.ReplayWork;
import io.tributary.ingestion.badrow.RetryBadRow;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.fault.StoreUnavailable;
import io.tributary.ingestion.imports.ImportWork;
import io.tributary.ingestion.imports.Spool;
import io.tributary.ingestion.imports.StartImport;
import io.tributary.ingestion.intake.AcceptCalls;
import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.IntakePolicy;
import io.tributary.ingestion.intake.TimeOrderedIds;
import io.tributary.ingestion.job.Background;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.job.RunJobs;
import io.tributary.ingestion.live.LiveEvents;
import io.tributary.ingestion.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** What goes on behind the door: imports and replays, and what all work in the background needs. */
@Configuration(proxyBeanMethods = false)
class JobConfig {

    private static final Logger LOG = LoggerFactory.getLogger(JobConfig.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    @Bean
    Spool spool(IngestionProperties properties, Clock realClock, Scheduler blocking) {
        var imports = properties.imports();
        var bounds = new FileSpool.Bounds(
                imports.maxFile().toBytes(),
                imports.maxUnpacked().toBytes(),
                imports.maxSpooled().toBytes(),
                imports.keepFree().toBytes());
        return new FileSpool(imports.directory(), bounds, realClock, blocking);
    }

    @Bean
    StartImport startImport(Spool spool, Jobs jobs, @Qualifier("suiteClock") Clock suiteClock, TimeOrderedIds ids) {
        return new StartImport(spool, jobs, suiteClock, ids);
    }

    @Bean
    RetryBadRow retryBadRow(AcceptCalls.Door door, IntakePolicy policy, @Qualifier("suiteClock") Clock suiteClock) {
        return new RetryBadRow(door.keys(), policy, door.limits(), suiteClock);
    }

    @Bean
    ReplayBadRows replayBadRows(BadRows rows, Jobs jobs, RetryBadRow retry, TimeOrderedIds ids) {
        return new ReplayBadRows(rows, jobs, retry, ids);
    }

    @Bean
    ImportWork importWork(
            Spool spool,
            Jobs jobs,
            BulkLog log,
            AcceptCalls.Door door,
            IntakePolicy policy,
            LiveEvents counts,
            @Qualifier("suiteClock") Clock suiteClock) {
        return new ImportWork(
                new ImportWork.Stores(spool, jobs, log),
                new ImportWork.Judging(door.keys(), policy, door.limits(), counts, suiteClock),
                door.tenants());
    }

    @Bean
    ReplayWork replayWork(BadRows rows, BulkLog log, RetryBadRow retry, Tenants tenants) {
        return new ReplayWork(rows, log, retry, tenants);
    }

    /** A worker is one start of this process: after a kill the next one has to wait for the lease to end. */
    @Bean
    RunJobs runJobs(
            Jobs jobs,
            ImportWork imports,
            ReplayWork replays,
            Background background,
            TimeOrderedIds ids,
            Clock realClock,
            IngestionProperties properties,
            MeterRegistry registry) {
        var settings = properties.jobs();
        var places = new RunJobs.Places(settings.parallel(), settings.turn(), realClock);
        var holder = new Jobs.Holder(ids.get(), settings.lease());
        var run = new RunJobs(jobs, Set.of(imports, replays), holder, background, places);
        Gauge.builder("cdp.jobs.running", run, RunJobs::running).register(registry);
        return run;
    }

    @Bean
    Background background(Scheduler blocking) {
        return new Repeating(blocking);
    }

    /** Waits for servers that do not answer, without end. */
    private record Repeating(Scheduler blocking) implements Background {

        @Override
        public void run(Mono<?> work, Runnable atEnd) {
            // Runs until it ends or the process does: nobody has a use for its handle.
            var ignored = work.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                            .maxBackoff(LONGEST_PAUSE)
                            .filter(this::isPassing))
                    .subscribeOn(blocking)
                    .doFinally(end -> atEnd.run())
                    .subscribe(done -> {}, fault -> LOG.error("work in the background ended", fault));
        }

        @Override
        public boolean isPassing(Throwable fault) {
            return fault instanceof BrokerUnavailable || fault instanceof StoreUnavailable;
        }
    }
}
