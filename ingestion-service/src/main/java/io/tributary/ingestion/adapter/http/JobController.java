package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.infer.InferPlan;
import io.tributary.ingestion.infer.Proposals;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far the tenant's imports and replays are. */
@RestController
public class JobController {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Jobs jobs;
    private final Proposals proposals;
    private final Admission admission;

    public JobController(Jobs jobs, Proposals proposals, Admission admission) {
        this.jobs = jobs;
        this.proposals = proposals;
        this.admission = admission;
    }

    /**
     * A job; for imports and replays {@code done} is accepted + refused + suppressed, for an inference the records read.
     *
     * @param result what an inference proposes: {@code plan}, which can be posted, and {@code evidence}
     */
    record JobView(
            String id,
            String kind,
            String state,
            long done,
            long total,
            long accepted,
            long refused,
            long suppressed,
            @Nullable String error,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode result) {

        static JobView of(Job job, @Nullable JsonNode result) {
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
                    job.error().isEmpty() ? null : job.error(),
                    result);
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
        return jobs.find(tenant, id)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("job")))
                .flatMap(job -> result(job)
                        .map(result -> JobView.of(job, result))
                        .switchIfEmpty(Mono.fromSupplier(() -> JobView.of(job, null))));
    }

    private Mono<JsonNode> result(Job job) {
        return job.kind().equals(InferPlan.KIND)
                ? proposals.find(job.tenant(), job.id()).map(JSON::readTree)
                : Mono.empty();
    }
}
