package io.tributary.segment.list;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.JobState;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.list.Lists.Upload;
import io.tributary.segment.tenant.Tenants;

/** Takes an upload over in one step, which is one transaction: a list is never half of one file and half of another. */
public final class ListWork implements JobWork {

    public static final String KIND = "list";

    private final Lists lists;
    private final ListLimits limits;
    private final ListCounts counts;
    private final KnownContacts contacts;
    private final Tenants tenants;

    public ListWork(Lists lists, ListLimits limits, ListCounts counts, KnownContacts contacts, Tenants tenants) {
        this.lists = lists;
        this.limits = limits;
        this.counts = counts;
        this.contacts = contacts;
        this.tenants = tenants;
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
        var request = ListJson.request(job.papers().request());
        var upload = upload(job, request);
        boolean isSettled = contacts.settle();
        try {
            // Jobs of a tenant run one after the other: nothing makes the list longer between this look and the change.
            limits.check(lists.difference(upload, request.mode()));
        } catch (ListRefused e) {
            counts.countRefused();
            return job.failed(String.valueOf(e.getMessage()));
        }
        var report = ListReport.of(request.read(), lists.apply(upload, request.mode()), isSettled);
        counts.countTaken(request.read().invalid());
        var done = new Job.Progress(report.identifiers(), report.identifiers());
        return job.advanced(done, "", ListJson.print(report)).ended(JobState.DONE);
    }

    @Override
    public void ended(Job job) {
        lists.discard(upload(job, ListJson.request(job.papers().request())));
    }

    private static Upload upload(Job job, ListRequest request) {
        return new Upload(job.tenant(), request.upload(), request.segmentKey());
    }
}
