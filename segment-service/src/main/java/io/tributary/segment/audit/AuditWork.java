package io.tributary.segment.audit;

import io.tributary.segment.audit.LookAtProfiles.Seen;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.Job.Progress;
import io.tributary.segment.job.JobState;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.tenant.Tenants;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Audits a tenant step by step: partition after partition, on the instance that keeps it, then the query of each segment.
 * Suspects are gathered and looked at again a few at a time, before more are gathered.
 */
public final class AuditWork implements JobWork {

    public static final String KIND = "audit";

    /** Differences are shown and repaired. */
    static final String REPAIR = "repair";
    /** They are only shown. */
    static final String REPORT = "report";

    private static final int MOST_SUSPECTS = 1_000;

    private final AuditStores stores;
    private final Function<String, Registry> registries;
    private final Tenants tenants;
    private final AuditCounts counts;
    private final InstantSource suiteClock;
    private final LookAtProfiles looking;
    private final ConfirmSuspects confirming;

    /**
     * @param registries the present registry of a tenant
     * @param slice how many profiles one step looks at
     */
    public AuditWork(
            AuditStores stores,
            Function<String, Registry> registries,
            Tenants tenants,
            AuditCounts counts,
            InstantSource suiteClock,
            int slice) {
        this.stores = stores;
        this.registries = registries;
        this.tenants = tenants;
        this.counts = counts;
        this.suiteClock = suiteClock;
        this.looking = new LookAtProfiles(stores, slice);
        this.confirming = new ConfirmSuspects(stores);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** A step needs the store of one partition: another instance goes on where this one keeps none of those left. */
    @Override
    public boolean canRun(Job job) {
        var needed = AuditPosition.parse(job.papers().position()).needed();
        return !tenants.refuses(job.tenant())
                && (needed.isEmpty() || needed.stream().anyMatch(this::isHere));
    }

    @Override
    public Job step(Job job) {
        var position = AuditPosition.parse(job.papers().position());
        if (position.mustConfirm()) {
            return confirm(job, position);
        }
        return switch (position.phase()) {
            case BEGINNING -> begin(job, position);
            case STATES -> states(job, position);
            case DOCUMENTS -> documents(job, position);
            case QUERIES -> query(job, position);
            case END -> end(job);
        };
    }

    private Job begin(Job job, AuditPosition position) {
        var partitions =
                IntStream.range(0, stores.stored().partitions()).boxed().toList();
        long total = stores.indexed().count(job.tenant());
        return advanced(
                job,
                new Progress(0, total),
                position.begun(partitions, rules(job).keys()),
                AuditReport.NOTHING);
    }

    private Job states(Job job, AuditPosition from) {
        var position = from.isAtPartitionStart() ? from.at(oneThatIsHere(from)) : from;
        int partition = position.left().getFirst();
        var seen = looking.states(
                job.tenant(), partition, position.cursor(), rules(job).comparing());
        counts.countChecked(seen.profiles());
        var next = seen.last().isEmpty() ? position.documents() : position.behind(seen.last());
        return looked(job, next, seen);
    }

    private Job documents(Job job, AuditPosition position) {
        var seen = looking.documents(job.tenant(), position.left().getFirst(), position.cursor());
        return looked(job, seen.last().isEmpty() ? position.partitionDone() : position.behind(seen.last()), seen);
    }

    private Job looked(Job job, AuditPosition next, Seen seen) {
        var kept = seen.suspects().stream().limit(MOST_SUSPECTS).toList();
        var report = AuditReport.of(job)
                .looked(seen.profiles(), seen.due())
                .leaving(seen.suspects().size() - kept.size());
        long done = report.profiles();
        var progress = new Progress(done, Math.max(done, job.progress().total()));
        return advanced(job, progress, next.suspecting(kept), report);
    }

    private Job query(Job job, AuditPosition position) {
        if (position.segments().isEmpty()) {
            return advanced(job, job.progress(), position.end(), AuditReport.of(job));
        }
        var key = position.segments().getFirst();
        var next = position.segmentDone();
        return rules(job)
                .query(key)
                .map(query -> suspected(job, next, key, query))
                .orElseGet(() -> advanced(job, job.progress(), next, AuditReport.of(job)));
    }

    private Job suspected(Job job, AuditPosition next, String key, AuditedRules.Query query) {
        var found = stores.indexed().disagreeing(job.tenant(), query.question(), query.member(), List.of());
        var suspects = found.profileIds().stream()
                .map(it -> Suspect.ofQuery(stores.stored().partitionOf(job.tenant(), it), it, key))
                .toList();
        var report = AuditReport.of(job).leaving(found.total() - suspects.size());
        return advanced(job, job.progress(), next.suspecting(suspects), report);
    }

    private Job confirm(Job job, AuditPosition position) {
        var batch = position.batch(oneThatIsHere(position));
        boolean repairing = job.papers().request().equals(REPAIR);
        var confirmed = confirming.confirm(job.tenant(), batch, rules(job), repairing);
        counts.countDifferences(confirmed.differences());
        counts.countRepaired(confirmed.repaired());
        var report = AuditReport.of(job).found(confirmed.differences(), confirmed.repaired());
        return advanced(job, job.progress(), position.without(batch), report);
    }

    private Job end(Job job) {
        counts.countFinished();
        long done = job.progress().done();
        return job.advanced(
                        new Progress(done, done),
                        job.papers().position(),
                        job.papers().report())
                .ended(JobState.DONE);
    }

    private static Job advanced(Job job, Progress progress, AuditPosition position, AuditReport report) {
        return job.advanced(progress, position.print(), report.print());
    }

    private AuditedRules rules(Job job) {
        return new AuditedRules(registries.apply(job.tenant()), tenants.zone(job.tenant()), suiteClock.instant());
    }

    private int oneThatIsHere(AuditPosition position) {
        var needed = position.needed();
        return needed.stream().filter(this::isHere).findFirst().orElseGet(needed::getFirst);
    }

    private boolean isHere(int partition) {
        return stores.stored().isHere(partition);
    }

    /** Nothing is kept but the job itself. */
    @Override
    public void ended(Job job) {}
}
