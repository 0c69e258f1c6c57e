package io.tributary.ingestion.config;

import io.tributary.ingestion.fault.FaultName;
import io.tributary.ingestion.infer.Proposals;
import io.tributary.ingestion.plan.ChangePlans;
import io.tributary.ingestion.violation.WriteViolations;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Loads the tracking plans before the door opens, writes violations while it is open, and once more when it has closed. */
@Component
class PlanUpkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PlanUpkeep.class);

    // With the index of write keys: after the topics, before the views and the web server.
    private static final int PHASE = -150;
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration LAST_WRITE_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(5);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);
    private static final Duration KEEP_PROPOSALS = Duration.ofDays(7);

    private final ChangePlans plans;
    private final WriteViolations violations;
    private final Proposals proposals;
    private final PlanProperties properties;
    private Disposable.@Nullable Composite work;

    PlanUpkeep(ChangePlans plans, WriteViolations violations, Proposals proposals, PlanProperties properties) {
        this.plans = plans;
        this.violations = violations;
        this.proposals = proposals;
        this.properties = properties;
    }

    @Override
    public void start() {
        await(plans.load(), WITHIN, "the tracking plans cannot be read from PostgreSQL: is it running?");
        // Nobody has worked on such a job for twice as long as it may take.
        var abandoned = properties.inferWithin().multipliedBy(2);
        work = Disposables.composite(
                Periodic.every(ANNOUNCE_EVERY, plans.announceMissed()),
                Periodic.every(properties.writeViolationsEvery(), violations.write()),
                Periodic.every(
                        TIDY_EVERY,
                        proposals
                                .endAbandoned(abandoned)
                                .then(proposals.expire(KEEP_PROPOSALS))
                                .then(violations.expire(properties.keepViolations()))));
    }

    @Override
    public void stop() {
        if (work != null) {
            work.dispose();
            work = null;
            try {
                await(violations.write(), LAST_WRITE_WITHIN, "the last violations are not written");
            } catch (IllegalStateException e) {
                LOG.warn("the last violations are not written: {}", FaultName.of(e));
            }
        }
    }

    private static void await(Mono<Void> task, Duration atMost, String otherwise) {
        try {
            task.toFuture().get(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(otherwise, e);
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
