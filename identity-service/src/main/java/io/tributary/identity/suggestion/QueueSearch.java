package io.tributary.identity.suggestion;

import io.tributary.identity.job.Job;
import io.tributary.identity.job.Jobs;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Asks for a search; a tenant has one at a time. */
public final class QueueSearch {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Jobs jobs;
    private final Supplier<UUID> ids;
    private final SuggestionRequest defaults;
    private final Runnable afterQueued;

    /**
     * Queues in this store.
     *
     * @param defaults what a search looks for when nothing else is said
     * @param afterQueued told that a job waits
     */
    public QueueSearch(Jobs jobs, Supplier<UUID> ids, SuggestionRequest defaults, Runnable afterQueued) {
        this.jobs = jobs;
        this.ids = ids;
        this.defaults = defaults;
        this.afterQueued = afterQueued;
    }

    public SuggestionRequest defaults() {
        return defaults;
    }

    /** Blocks; answers the search that is under way when there is one. */
    public Job queue(String tenant, SuggestionRequest request) {
        var job = jobs.queue(
                Job.queued(tenant, Job.PREFIX + ids.get(), FindSuggestions.KIND, JSON.writeValueAsString(request)));
        afterQueued.run();
        return job;
    }
}
