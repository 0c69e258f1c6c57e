package io.tributary.identity.adapter.http;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.job.Job;
import io.tributary.identity.job.JobState;
import io.tributary.identity.job.Jobs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far the tenant's long work is, and what came of it. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
public final class JobController {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** Proxies close connections on which nothing happens. */
    private static final int BEAT_EVERY_LOOKS = 30;
    /** Each asks the database twice a second. */
    private static final int MAX_WATCHERS = 20;

    private final Door door;
    private final Jobs jobs;
    private final JsonMapper json;
    private final InstantSource realClock;
    private final BulkheadRegistry watchers = BulkheadRegistry.of(
            BulkheadConfig.custom().maxConcurrentCalls(MAX_WATCHERS).build());

    public JobController(Door door, Jobs jobs, JsonMapper json, InstantSource realClock) {
        this.door = door;
        this.jobs = jobs;
        this.json = json;
        this.realClock = realClock;
    }

    /**
     * A job. {@code done} and {@code total} are within the phase: profiles while reading, pairs while comparing. The result
     * is there once the job is done.
     */
    record IdentityJob(
            String id,
            String kind,
            String state,
            String phase,
            long done,
            long total,
            @Nullable String error,
            @Nullable JsonNode result) {}

    @GetMapping
    Mono<IdentityJob> job(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return find(door.caller(token).mayRead().tenant(), id);
    }

    /** Each change until the job has ended, with a comment where nothing changes for long. Ends with the token. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<IdentityJob>> events(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var tenant = door.caller(token).mayRead().tenant();
        return changes(tenant, id)
                .take(left(token))
                .transformDeferred(BulkheadOperator.of(watchers.bulkhead(tenant)))
                .onErrorMap(
                        BulkheadFullException.class,
                        _ -> new ProblemException(
                                ProblemType.RATE_LIMITED,
                                MAX_WATCHERS + " watch jobs already: close one of them, or ask for the job itself."));
    }

    private Flux<ServerSentEvent<IdentityJob>> changes(String tenant, String id) {
        var seen = new AtomicReference<@Nullable IdentityJob>();
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .takeWhile(_ -> door.isOpen(tenant))
                .concatMap(_ -> find(tenant, id), 1)
                .takeUntil(it -> JobState.labelled(it.state()).isFinal())
                .index()
                .handle((look, sink) -> {
                    var job = look.getT2();
                    if (!job.equals(seen.getAndSet(job))) {
                        sink.next(ServerSentEvent.builder(job).build());
                    } else if (look.getT1() % BEAT_EVERY_LOOKS == 0) {
                        sink.next(ServerSentEvent.<IdentityJob>builder()
                                .comment("still " + job.state())
                                .build());
                    }
                });
    }

    private Duration left(Jwt token) {
        var now = realClock.instant();
        return Duration.between(now, Objects.requireNonNullElse(token.getExpiresAt(), now));
    }

    private Mono<IdentityJob> find(String tenant, String id) {
        return door.blocking(() -> jobs.find(tenant, id)
                .map(this::answer)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such job.")));
    }

    private IdentityJob answer(Job job) {
        var progress = job.progress();
        return new IdentityJob(
                job.id(),
                job.kind(),
                job.state().label(),
                progress.phase(),
                progress.done(),
                progress.total(),
                job.error().isEmpty() ? null : job.error(),
                job.result().isEmpty() ? null : json.readTree(job.result()));
    }
}
