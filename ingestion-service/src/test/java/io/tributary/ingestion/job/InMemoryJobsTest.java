package io.tributary.ingestion.job;

class InMemoryJobsTest extends JobsContract {

    private final InMemoryJobs jobs = new InMemoryJobs(() -> 1_000);

    @Override
    protected Jobs jobs() {
        return jobs;
    }
}
