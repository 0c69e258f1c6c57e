package io.tributary.ingestion.config;

import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.idempotency.StoredAnswers;
import io.tributary.ingestion.imports.StartImport;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.job.RunJobs;
import io.tributary.ingestion.source.ChangeSources;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Loads the index of write keys before the door opens, and then does the small periodic work. */
@Component
class Upkeep implements SmartLifecycle {

    private static final int PHASE = -150;
    private static final Duration LOAD_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(5);
    private static final Duration EXPIRE_EVERY = Duration.ofHours(1);
    private static final Duration KEEP_ANSWERS = Duration.ofHours(24);

    private final ChangeSources sources;
    private final BadRows badRows;
    private final StoredAnswers answers;
    private final StartImport imports;
    private final Jobs jobs;
    private final RunJobs runJobs;
    private final IngestionProperties properties;
    private Disposable.@org.jspecify.annotations.Nullable Composite work;

    Upkeep(
            ChangeSources sources,
            BadRows badRows,
            StoredAnswers answers,
            StartImport imports,
            Jobs jobs,
            RunJobs runJobs,
            IngestionProperties properties) {
        this.sources = sources;
        this.badRows = badRows;
        this.answers = answers;
        this.imports = imports;
        this.jobs = jobs;
        this.runJobs = runJobs;
        this.properties = properties;
    }

    @Override
    public void start() {
        load();
        var remembered = properties.jobs();
        var expiry = badRows.expire(properties.badRows().keep())
                .then(answers.expire(KEEP_ANSWERS))
                .then(jobs.expire(remembered.keep(), remembered.keepReports()))
                .then(imports.sweep());
        work = Disposables.composite(
                Periodic.every(LOOK_EVERY, runJobs.look()),
                Periodic.every(ANNOUNCE_EVERY, sources.announceMissed()),
                Periodic.every(EXPIRE_EVERY, expiry));
    }

    private void load() {
        try {
            sources.load().toFuture().get(LOAD_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the sources cannot be read from PostgreSQL: is it running?", e);
        }
    }

    @Override
    public void stop() {
        if (work != null) {
            work.dispose();
            work = null;
        }
    }

    @Override
    public boolean isRunning() {
        return work != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
