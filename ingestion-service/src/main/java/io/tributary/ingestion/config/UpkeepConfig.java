package io.tributary.ingestion.config;

import io.tributary.ingestion.adapter.postgres.PostgresFileSearches;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.config.WhileOpen.Task;
import io.tributary.ingestion.idempotency.StoredAnswers;
import io.tributary.ingestion.imports.SearchFiles;
import io.tributary.ingestion.imports.StartImport;
import io.tributary.ingestion.infer.Proposals;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.job.RunJobs;
import io.tributary.ingestion.person.FollowKeptOut;
import io.tributary.ingestion.plan.ChangePlans;
import io.tributary.ingestion.source.ChangeSources;
import io.tributary.ingestion.violation.WriteViolations;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is loaded before the door opens, and the small periodic work while it is open. */
@Configuration(proxyBeanMethods = false)
class UpkeepConfig {

    private static final Duration RUN_JOBS_EVERY = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(5);
    private static final Duration TIDY_FILES_EVERY = Duration.ofSeconds(10);
    private static final Duration TIDY_PLANS_EVERY = Duration.ofMinutes(10);
    private static final Duration EXPIRE_EVERY = Duration.ofHours(1);
    private static final Duration KEEP_ANSWERS = Duration.ofHours(24);
    private static final Duration KEEP_PROPOSALS = Duration.ofDays(7);
    private static final Duration KEEP_SEARCHES = Duration.ofDays(1);
    // Longer than any topic keeps a bad row.
    private static final Duration KEEP_ERASED = Duration.ofDays(400);

    /** The index of write keys, jobs, and what is kept for a while only. */
    @Bean
    WhileOpen upkeep(
            ChangeSources sources,
            BadRows badRows,
            StoredAnswers answers,
            StartImport imports,
            Jobs jobs,
            RunJobs runJobs,
            IngestionProperties properties) {
        var remembered = properties.jobs();
        return new WhileOpen(
                new Task(sources::load, "the sources cannot be read from PostgreSQL: is it running?"),
                () -> List.of(
                        Periodic.every(RUN_JOBS_EVERY, runJobs.look()),
                        Periodic.every(ANNOUNCE_EVERY, sources.announceMissed()),
                        Periodic.every(
                                EXPIRE_EVERY,
                                badRows.expire(properties.badRows().keep())
                                        .then(answers.expire(KEEP_ANSWERS))
                                        .then(jobs.expire(remembered.keep(), remembered.keepReports()))
                                        .then(imports.sweep()))),
                Task.none());
    }

    /** Tracking plans, and their violations, which are written once more when the door has closed. */
    @Bean
    WhileOpen planUpkeep(
            ChangePlans plans, WriteViolations violations, Proposals proposals, PlanProperties properties) {
        // Nobody has worked on such a job for twice as long as it may take.
        var abandoned = properties.inferWithin().multipliedBy(2);
        return new WhileOpen(
                new Task(plans::load, "the tracking plans cannot be read from PostgreSQL: is it running?"),
                () -> List.of(
                        Periodic.every(ANNOUNCE_EVERY, plans.announceMissed()),
                        Periodic.every(properties.writeViolationsEvery(), violations.write()),
                        Periodic.every(
                                TIDY_PLANS_EVERY,
                                proposals
                                        .endAbandoned(abandoned)
                                        .then(proposals.expire(KEEP_PROPOSALS))
                                        .then(violations.expire(properties.keepViolations())))),
                new Task(violations::write, "the last violations are not written"));
    }

    /** Whom privacy requests keep out, and this instance's own part of them. */
    @Bean
    WhileOpen personUpkeep(
            FollowKeptOut keptOut,
            SearchFiles files,
            StartImport imports,
            PostgresFileSearches searches,
            BadRows badRows) {
        return new WhileOpen(
                new Task(keptOut::follow, "who is kept out cannot be read from PostgreSQL: is it running?"),
                () -> List.of(
                        Periodic.every(LOOK_EVERY, keptOut.follow()),
                        Periodic.every(LOOK_EVERY, files.look()),
                        Periodic.every(TIDY_FILES_EVERY, imports.tidy()),
                        Periodic.every(
                                EXPIRE_EVERY, searches.expire(KEEP_SEARCHES).then(badRows.forgetErased(KEEP_ERASED)))),
                Task.none());
    }
}
