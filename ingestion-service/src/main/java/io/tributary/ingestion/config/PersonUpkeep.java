package io.tributary.ingestion.config;

import io.tributary.ingestion.adapter.postgres.PostgresFileSearches;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.imports.SearchFiles;
import io.tributary.ingestion.imports.StartImport;
import io.tributary.ingestion.person.FollowKeptOut;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Knows whom privacy requests keep out before the door opens, and does this instance's own part of them while it is open. */
@Component
class PersonUpkeep implements SmartLifecycle {

    private static final int PHASE = -150;
    private static final Duration LOAD_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofSeconds(10);
    private static final Duration EXPIRE_EVERY = Duration.ofHours(1);
    private static final Duration KEEP_SEARCHES = Duration.ofDays(1);
    // Longer than any topic keeps a bad row.
    private static final Duration KEEP_ERASED = Duration.ofDays(400);

    private final FollowKeptOut keptOut;
    private final SearchFiles files;
    private final StartImport imports;
    private final PostgresFileSearches searches;
    private final BadRows badRows;
    private Disposable.@Nullable Composite work;

    PersonUpkeep(
            FollowKeptOut keptOut,
            SearchFiles files,
            StartImport imports,
            PostgresFileSearches searches,
            BadRows badRows) {
        this.keptOut = keptOut;
        this.files = files;
        this.imports = imports;
        this.searches = searches;
        this.badRows = badRows;
    }

    @Override
    public void start() {
        load();
        work = Disposables.composite(
                Periodic.every(LOOK_EVERY, keptOut.follow()),
                Periodic.every(LOOK_EVERY, files.look()),
                Periodic.every(TIDY_EVERY, imports.tidy()),
                Periodic.every(EXPIRE_EVERY, searches.expire(KEEP_SEARCHES).then(badRows.forgetErased(KEEP_ERASED))));
    }

    private void load() {
        try {
            keptOut.follow().toFuture().get(LOAD_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("who is kept out cannot be read from PostgreSQL: is it running?", e);
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
