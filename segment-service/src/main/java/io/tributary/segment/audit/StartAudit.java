package io.tributary.segment.audit;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import java.time.InstantSource;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Lets an audit of a tenant begin unless one waits or runs: two would repair the same. */
public final class StartAudit {

    private final Jobs jobs;
    private final Supplier<String> ids;
    private final InstantSource realClock;

    public StartAudit(Jobs jobs, Supplier<String> ids, InstantSource realClock) {
        this.jobs = jobs;
        this.ids = ids;
        this.realClock = realClock;
    }

    /** The id of the audit that runs or waits now: the one that was asked for, or the one that was there already. */
    public Mono<String> start(String tenant, boolean repairing) {
        var job = queued(tenant, repairing ? AuditWork.REPAIR : AuditWork.REPORT);
        return jobs.add(job, 1).flatMap(added -> added ? Mono.just(job.id()) : newest(tenant));
    }

    /** The same, repairing, for a thread that may wait. */
    public void startHere(String tenant) {
        jobs.addHere(queued(tenant, AuditWork.REPAIR), 1);
    }

    private Job queued(String tenant, String request) {
        return Job.queued(tenant, ids.get(), AuditWork.KIND, request, realClock.instant());
    }

    private Mono<String> newest(String tenant) {
        return jobs.list(tenant, AuditWork.KIND, "", 1)
                .flatMapIterable(found -> found)
                .map(Job::id)
                .next();
    }
}
