package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.job.Job;
import io.tributary.identity.job.JobState;
import io.tributary.identity.job.Jobs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
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

    private final Door door;
    private final Jobs jobs;
    private final JsonMapper json;

    public JobController(Door door, Jobs jobs, JsonMapper json) {
        this.door = door;
        this.jobs = jobs;
        this.json = json;
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

    /** Each change until the job has ended. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<IdentityJob> events(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var tenant = door.caller(token).mayRead().tenant();
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> find(tenant, id), 1)
                .distinctUntilChanged()
                .takeUntil(it -> JobState.labelled(it.state()).isFinal());
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
