package io.tributary.identity.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.graph.StoreUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunJobsTest {

    private final OneJob jobs = new OneJob();

    /** A store of one job that writes down what is done to it. */
    private static final class OneJob implements Jobs {

        private final List<String> told = new ArrayList<>();
        private @Nullable Job job = Job.queued("acme", "idn_1", "counting", "{}");
        private boolean lost;

        @Override
        public Job queue(Job next) {
            throw new AssertionError("nobody queues here");
        }

        @Override
        public Optional<Job> find(String tenant, String id) {
            return Optional.ofNullable(job);
        }

        @Override
        public Optional<Job> claim(String holder) {
            var claimed = Optional.ofNullable(job);
            job = null;
            return claimed;
        }

        @Override
        public boolean advance(String holder, Job advanced, Job.Progress progress) {
            told.add(progress.phase() + " " + progress.done() + "/" + progress.total());
            return !lost;
        }

        @Override
        public void finish(String holder, Job finished, JobOutcome outcome) {
            told.add(
                    switch (outcome) {
                        case JobOutcome.Done done -> "done " + done.result();
                        case JobOutcome.Refused refused -> "failed " + refused.reason();
                    });
        }

        @Override
        public void release(String holder, Job released) {
            told.add("released");
        }
    }

    private record Counting(Supplier<JobOutcome> end) implements JobWork {

        @Override
        public String kind() {
            return "counting";
        }

        @Override
        public JobOutcome run(Job job, JobSteps steps) {
            steps.at("count", 1, 3);
            steps.at("count", 2, 3);
            steps.at("sum", 0, 1);
            return end.get();
        }
    }

    private RunJobs run(Supplier<JobOutcome> end) {
        var standing = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new RunJobs(jobs, List.of(new Counting(end)), "me", standing);
    }

    @Test
    void savesEachPhaseAndTheEnd() {
        boolean ran = run(() -> new JobOutcome.Done("{}")).runNext(() -> false);

        assertThat(ran).isTrue();
        assertThat(jobs.told).containsExactly("count 1/3", "sum 0/1", "done {}");
    }

    @Test
    void saysThatNothingWaits() {
        var run = run(() -> new JobOutcome.Done("{}"));
        run.runNext(() -> false);

        assertThat(run.runNext(() -> false)).isFalse();
    }

    @Test
    void givesItsJobBackWhenTheInstanceStops() {
        run(() -> new JobOutcome.Done("{}")).runNext(() -> true);

        assertThat(jobs.told).containsExactly("released");
    }

    @Test
    void letsGoOfAJobThatSomebodyElseHolds() {
        jobs.lost = true;

        run(() -> new JobOutcome.Done("{}")).runNext(() -> false);

        assertThat(jobs.told).containsExactly("count 1/3", "released");
    }

    @Test
    void leavesAJobToItsLeaseWhileTheStoreIsGone() {
        run(() -> {
                    throw new StoreUnavailable("gone", new IllegalStateException());
                })
                .runNext(() -> false);

        assertThat(jobs.told).containsExactly("count 1/3", "sum 0/1");
    }

    @Test
    void failsAJobWithoutAWordOfTheFault() {
        run(() -> {
                    throw new IllegalStateException("secret");
                })
                .runNext(() -> false);

        assertThat(jobs.told.getLast()).startsWith("failed It stopped").doesNotContain("secret");
    }

    @Test
    void refusesAJobThatTookItsInstanceDownThreeTimes() {
        var queued = Job.queued("acme", "idn_1", "counting", "{}");
        jobs.job = new Job(
                queued.tenant(),
                queued.id(),
                queued.kind(),
                JobState.RUNNING,
                queued.progress(),
                "",
                queued.request(),
                "",
                RunJobs.MAX_ATTEMPTS + 1);

        run(() -> new JobOutcome.Done("{}")).runNext(() -> false);

        assertThat(jobs.told).singleElement().asString().startsWith("failed It was begun 3 times");
    }
}
