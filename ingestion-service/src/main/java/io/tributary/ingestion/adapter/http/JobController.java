package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the tenant's imports and replays are. */
@RestController
public class JobController {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Jobs jobs;
    private final Admission admission;

    public JobController(Jobs jobs, Admission admission) {
        this.jobs = jobs;
        this.admission = admission;
    }

    /** A job; {@code done} is accepted + refused + suppressed. */
    record JobView(
            String id,
            String kind,
            String state,
            long done,
            long total,
            long accepted,
            long refused,
            long suppressed,
            @Nullable String error) {

        static JobView of(Job job) {
            var progress = job.progress();
            return new JobView(
                    job.id(),
                    job.kind(),
                    job.state().wireName(),
                    progress.done(),
                    progress.total(),
                    progress.accepted(),
                    progress.refused(),
                    progress.suppressed(),
                    job.error().isEmpty() ? null : job.error());
        }
    }

    @GetMapping("/api/v1/jobs/{id}")
    public Mono<JobView> get(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return find(admission.of(token).mayRead().tenant(), id);
    }

    /** Each change until the job has ended. */
    @GetMapping(path = "/api/v1/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public Flux<JobView> events(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var tenant = admission.of(token).mayRead().tenant();
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> find(tenant, id), 1)
                .distinctUntilChanged()
                .takeUntil(it -> JobState.named(it.state()).isFinal());
    }

    private Mono<JobView> find(String tenant, String id) {
        return jobs.find(tenant, id).map(JobView::of).switchIfEmpty(Mono.error(() -> ProblemException.notFound("job")));
    }
}
