package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.JobState;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.job.RunJobs;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import reactor.core.scheduler.Scheduler;

/** How far the tenant's long work is, and an end for what nobody wants any more. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
class JobController {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration COME_BACK = Duration.ofSeconds(2);
    /** Each asks the database twice a second. */
    private static final int MAX_WATCHERS = 20;
    /** Proxies close connections on which nothing happens. */
    private static final int BEAT_EVERY_LOOKS = 30;

    private final Jobs jobs;
    private final RunJobs runJobs;
    private final Callers callers;
    private final Scheduler blocking;
    private final Map<String, Integer> watchers = new ConcurrentHashMap<>();

    JobController(Jobs jobs, RunJobs runJobs, Callers callers, Scheduler blocking) {
        this.jobs = jobs;
        this.runJobs = runJobs;
        this.callers = callers;
        this.blocking = blocking;
    }

    @GetMapping
    Mono<JobView> get(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return find(callers.admit(token).mayRead().tenant(), id).map(JobView::of);
    }

    /**
     * The job now and after each change, until it has ended; the last event is the final state. An event's id names what it
     * says, so that who comes back with {@code Last-Event-ID} hears nothing twice, and nothing at all (204) when there is
     * nothing more to come. Ends with the token.
     */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<JobView>>>> events(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        var tenant = callers.admit(token).mayRead().tenant();
        return find(tenant, id).map(now -> {
            if (now.state().isFinal() && revision(now).equals(lastEventId)) {
                return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
            }
            return ResponseEntity.ok()
                    .header("Cache-Control", "no-store")
                    .header("X-Accel-Buffering", "no")
                    .body(watched(tenant, changes(token, now, lastEventId)));
        });
    }

    private Flux<ServerSentEvent<JobView>> watched(String tenant, Flux<ServerSentEvent<JobView>> changes) {
        return Flux.defer(() -> {
            if (watchers.merge(tenant, 1, Integer::sum) > MAX_WATCHERS) {
                leave(tenant);
                return Flux.error(new ProblemException(
                        ProblemType.RATE_LIMITED,
                        MAX_WATCHERS + " watch jobs already: close one of them, or ask for the job itself."));
            }
            return changes.doFinally(end -> leave(tenant));
        });
    }

    private void leave(String tenant) {
        watchers.computeIfPresent(tenant, (key, count) -> count > 1 ? count - 1 : null);
    }

    private Flux<ServerSentEvent<JobView>> changes(Jwt token, Job now, @Nullable String lastEventId) {
        var seen = new AtomicReference<>(lastEventId == null ? "" : lastEventId);
        return Flux.interval(LOOK_EVERY, LOOK_EVERY)
                .onBackpressureDrop()
                .takeWhile(tick -> callers.isGood(token))
                .concatMap(tick -> find(now.tenant(), now.id()), 1)
                .startWith(now)
                .takeUntil(job -> job.state().isFinal())
                .index()
                .<ServerSentEvent<JobView>>handle((look, sink) -> {
                    var job = look.getT2();
                    if (!revision(job).equals(seen.getAndSet(revision(job)))) {
                        sink.next(ServerSentEvent.builder(JobView.of(job))
                                .id(revision(job))
                                .retry(COME_BACK)
                                .build());
                    } else if (look.getT1() % BEAT_EVERY_LOOKS == 0) {
                        sink.next(ServerSentEvent.<JobView>builder()
                                .comment("still " + job.state().wireName())
                                .build());
                    }
                });
    }

    private static String revision(Job job) {
        return job.state().wireName() + "-" + job.revision();
    }

    /** Ends a job; asking again changes nothing, and one that ended otherwise cannot be cancelled. */
    @PostMapping("/cancel")
    Mono<ResponseEntity<JobView>> cancel(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var tenant = callers.admit(token).mayWrite().tenant();
        return jobs.cancel(tenant, id)
                .switchIfEmpty(Mono.error(JobController::notFound))
                .flatMap(job -> Mono.fromRunnable(() -> runJobs.ended(job))
                        .subscribeOn(blocking)
                        .thenReturn(job))
                .flatMap(job -> job.state() == JobState.DONE || job.state() == JobState.FAILED
                        ? Mono.error(new ProblemException(ProblemType.CONFLICT, "The job has ended already."))
                        : Mono.just(ResponseEntity.status(HttpStatus.ACCEPTED).body(JobView.of(job))));
    }

    /** The same as {@code POST .../cancel}. */
    @DeleteMapping
    Mono<ResponseEntity<JobView>> delete(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return cancel(token, id);
    }

    private Mono<Job> find(String tenant, String id) {
        return jobs.find(tenant, id).switchIfEmpty(Mono.error(JobController::notFound));
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such job.");
    }
}
