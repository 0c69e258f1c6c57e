package io.tributary.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.job.Job.Bytes;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.Jobs.Holder;
import io.tributary.ingestion.job.Jobs.Saved;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every store of jobs does. */
public abstract class JobsContract {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final Holder one = new Holder("one", LEASE);
    private final Holder other = new Holder("other", LEASE);

    protected abstract Jobs jobs();

    @Test
    void givesAJobToOneWorkerAtATime() {
        var job = add("import");

        assertThat(get(jobs().take(job.id(), one)).state()).isEqualTo(JobState.RUNNING);

        assertThat(maybe(jobs().take(job.id(), other))).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(get(jobs().save(advanced(job), other))).isEqualTo(Saved.LOST);
        assertThat(get(jobs().save(advanced(job), one))).isEqualTo(Saved.GO_ON);
        assertThat(get(jobs().find(tenant, job.id()))).isEqualTo(advanced(job));
    }

    @Test
    void givesAJobOnWhoseHolderIsGone() {
        var job = add("import");
        get(jobs().take(job.id(), new Holder("one", Duration.ZERO)));
        get(jobs().save(advanced(job), new Holder("one", Duration.ZERO)));

        assertThat(waiting()).containsExactly(job.id());
        assertThat(get(jobs().take(job.id(), other)).papers().position()).isEqualTo("5:1:1");
        assertThat(get(jobs().save(advanced(job), one))).isEqualTo(Saved.LOST);
    }

    @Test
    void letsOneJobOfATenantAndKindRunAtATime() {
        var first = add("import");
        add("import");
        var second = add("other");

        get(jobs().take(first.id(), one));

        assertThat(waiting()).containsExactly(second.id());
        assertThat(get(jobs().unfinished(tenant, "import"))).isEqualTo(2);
        jobs().release(first.id(), "one").toFuture().join();
        assertThat(waiting()).hasSize(3);
    }

    @Test
    void putsNobodyBehindAnothersQueue() {
        var first = add("import");
        var second = add("import");
        var others = tenant + "-other";
        var other = add(others, "import");

        assertThat(waiting()).containsExactly(first.id(), other.id(), second.id());

        get(jobs().take(first.id(), one));
        jobs().release(first.id(), "one").toFuture().join();

        assertThat(waiting()).containsExactly(other.id(), first.id(), second.id());
        assertThat(all(jobs().waiting(0, 2))).hasSize(2);
        assertThat(all(jobs().waiting(10_000, 2))).isEmpty();
    }

    @Test
    void prefersTheTenantOfWhichNothingIsHeldAndThenTheKindThatWaitedLonger() {
        var others = tenant + "-other";
        var held = add("import");
        var second = add("other");
        var other = add(others, "import");
        var otherSecond = add(others, "other");
        get(jobs().take(other.id(), one));
        jobs().release(other.id(), "one").toFuture().join();
        get(jobs().take(held.id(), one));

        assertThat(waiting()).containsExactly(otherSecond.id(), other.id(), second.id());
    }

    @Test
    void endsAJobThatIsCancelled() {
        var held = add("import");
        var waiting = add("other");
        get(jobs().take(held.id(), one));

        assertThat(get(jobs().cancel(tenant, held.id())).state()).isEqualTo(JobState.RUNNING);
        assertThat(get(jobs().cancel(tenant, waiting.id())).state()).isEqualTo(JobState.CANCELLED);

        assertThat(get(jobs().save(advanced(held), one))).isEqualTo(Saved.CANCEL);
        get(jobs().save(advanced(held).ended(JobState.CANCELLED), one));
        assertThat(get(jobs().cancel(tenant, held.id())).state()).isEqualTo(JobState.CANCELLED);
        assertThat(get(jobs().save(advanced(held), one))).isEqualTo(Saved.LOST);
        assertThat(maybe(jobs().cancel("another", held.id()))).isEmpty();
    }

    @Test
    void listsATenantsJobsNewestFirst() {
        var first = add("import");
        var second = add("import");
        add("other");

        assertThat(all(jobs().list(tenant, "import", "", 10)))
                .extracting(Job::id)
                .containsExactly(second.id(), first.id());
        assertThat(all(jobs().list(tenant, "import", second.id(), 10)))
                .extracting(Job::id)
                .containsExactly(first.id());
        assertThat(all(jobs().unfinishedOf("import")))
                .contains(new Jobs.Owned(first.id(), tenant), new Jobs.Owned(second.id(), tenant));
    }

    @Test
    void knowsWhichJobsHaveEnded() {
        var open = add("import");
        var ended = add("import");
        get(jobs().cancel(tenant, ended.id()));

        assertThat(all(jobs().endedOf(List.of(open.id(), ended.id(), "ing_none"))))
                .containsExactly(ended.id());
    }

    private Job add(String kind) {
        return add(tenant, kind);
    }

    private Job add(String tenant, String kind) {
        // Ids sort by their time; two in one millisecond must not.
        var id = "ing_%019d-%s".formatted(System.nanoTime(), UUID.randomUUID());
        return get(jobs().add(Job.queued(tenant, id, kind, new Progress(0, 0, 0, 0, 0, new Bytes(0, 10)), "{}")));
    }

    private static Job advanced(Job job) {
        return job.advanced(new Progress(1, 0, 1, 0, 0, new Bytes(5, 10)), "5:1:1", "{\"x\":1}");
    }

    private List<String> waiting() {
        return all(jobs().waiting(0, 10_000)).stream()
                .filter(it -> it.tenant().startsWith(tenant))
                .map(Job::id)
                .toList();
    }

    private static <T> T get(Mono<T> result) {
        return result.toFuture().join();
    }

    private static <T> Optional<T> maybe(Mono<T> result) {
        return get(result.map(Optional::of).defaultIfEmpty(Optional.empty()));
    }

    private static <T> List<T> all(Flux<T> results) {
        return results.collectList().toFuture().join();
    }
}
