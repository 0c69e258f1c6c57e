package io.tributary.ingestion.adapter.http;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.infer.InferPlan;
import io.tributary.ingestion.infer.Proposals;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.job.RunJobs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far the tenant's imports, replays and inferences are, and an end for those that nobody wants any more. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
public class JobController {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration COME_BACK = Duration.ofSeconds(2);
    private static final Duration COME_BACK_LATER = Duration.ofSeconds(30);
    /** Each asks the database twice a second. */
    private static final int MAX_WATCHERS = 20;
    /** Proxies close connections on which nothing happens. */
    private static final int BEAT_EVERY_LOOKS = 30;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Jobs jobs;
    private final RunJobs runJobs;
    private final Proposals proposals;
    private final Admission admission;
    private final BulkheadRegistry watchers = BulkheadRegistry.of(
            BulkheadConfig.custom().maxConcurrentCalls(MAX_WATCHERS).build());

    public JobController(Jobs jobs, RunJobs runJobs, Proposals proposals, Admission admission) {
        this.jobs = jobs;
        this.runJobs = runJobs;
        this.proposals = proposals;
        this.admission = admission;
    }

    @GetMapping
    public Mono<JobView> get(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return find(admission.of(token).mayRead().tenant(), id);
    }

    /**
     * The job now and after each change, until it has ended; the last event is the final state. An event's id names what
     * it says, so that who comes back with {@code Last-Event-ID} hears nothing twice, and nothing at all (204) when there is
     * nothing more to come. Ends with the token: who goes on watching comes back with a new one.
     */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public Mono<ResponseEntity<Flux<ServerSentEvent<JobView>>>> events(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        var tenant = admission.of(token).mayRead().tenant();
        return find(tenant, id).map(now -> {
            if (isFinal(now) && now.revision().equals(lastEventId)) {
                return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
            }
            return ResponseEntity.ok()
                    .header("Cache-Control", "no-store")
                    .header("X-Accel-Buffering", "no")
                    .body(changes(tenant, now, lastEventId)
                            .take(admission.left(token))
                            .transformDeferred(BulkheadOperator.of(watchers.bulkhead(tenant)))
                            .onErrorMap(BulkheadFullException.class, full -> tooMany()));
        });
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ProblemType.RATE_LIMITED,
                MAX_WATCHERS + " watch jobs already: close one of them, or ask for the job itself.",
                List.of(),
                COME_BACK_LATER);
    }

    private Flux<ServerSentEvent<JobView>> changes(String tenant, JobView now, @Nullable String lastEventId) {
        var seen = new AtomicReference<>(lastEventId == null ? "" : lastEventId);
        return Flux.interval(LOOK_EVERY, LOOK_EVERY)
                .onBackpressureDrop()
                .takeWhile(tick -> admission.isOpen(tenant))
                .concatMap(tick -> find(tenant, now.id()), 1)
                .startWith(now)
                .takeUntil(JobController::isFinal)
                .index()
                .<ServerSentEvent<JobView>>handle((look, sink) -> {
                    var job = look.getT2();
                    if (!job.revision().equals(seen.getAndSet(job.revision()))) {
                        sink.next(ServerSentEvent.builder(job)
                                .id(job.revision())
                                .retry(COME_BACK)
                                .build());
                    } else if (look.getT1() % BEAT_EVERY_LOOKS == 0) {
                        sink.next(ServerSentEvent.<JobView>builder()
                                .comment("still " + job.state())
                                .build());
                    }
                });
    }

    /** Ends a job; what was written stays. Asking again changes nothing; a job that ended otherwise cannot be cancelled. */
    @PostMapping("/cancel")
    public Mono<ResponseEntity<JobView>> cancel(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var tenant = admission.of(token).mayWrite().tenant();
        return runJobs.cancel(tenant, id)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("job")))
                .map(JobView::of)
                .flatMap(job -> job.state().equals(JobState.DONE.wireName())
                                || job.state().equals(JobState.FAILED.wireName())
                        ? Mono.error(new ProblemException(ProblemType.CONFLICT, "The job has ended already."))
                        : Mono.just(ResponseEntity.status(HttpStatus.ACCEPTED).body(job)));
    }

    /** The same as {@code POST .../cancel}. */
    @DeleteMapping
    public Mono<ResponseEntity<JobView>> delete(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return cancel(token, id);
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

    private static boolean isFinal(JobView job) {
        return JobState.named(job.state()).isFinal();
    }
}
