package io.tributary.activation.adapter.http;

import io.tributary.activation.audience.Audience;
import io.tributary.activation.audience.Audiences;
import io.tributary.activation.audience.Run;
import io.tributary.activation.audience.RunCounts;
import io.tributary.activation.audience.Runs;
import io.tributary.activation.audience.Work;
import io.tributary.activation.delivery.Ids;
import io.tributary.activation.destination.Destinations;
import io.tributary.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs of audiences, and the same runs as jobs. */
@RestController
@RequestMapping("/api/v1")
class RunController {

    private static final String JOB_PREFIX = "act_";
    private static final Duration PROGRESS = Duration.ofMillis(500);
    private static final int LONGEST_STREAM = 1_200;

    private final Callers callers;
    private final Audiences audiences;
    private final Destinations destinations;
    private final Runs runs;
    private final Work work;
    private final Idempotency idempotency;
    private final Lift lift;
    private final Ids ids;
    private final Clock realClock;

    RunController(
            Callers callers,
            Audiences audiences,
            Destinations destinations,
            Runs runs,
            Work work,
            Idempotency idempotency,
            Lift lift,
            Ids ids,
            Clock realClock) {
        this.callers = callers;
        this.audiences = audiences;
        this.destinations = destinations;
        this.runs = runs;
        this.work = work;
        this.idempotency = idempotency;
        this.lift = lift;
        this.ids = ids;
        this.realClock = realClock;
    }

    record JobAccepted(String jobId, String runId) {}

    /** {@code total} is null as long as a run has not ended. */
    record JobView(
            String id,
            String state,
            long done,
            @Nullable Long total,
            @Nullable String error) {}

    @PostMapping("/audiences/{id}/sync")
    Mono<ResponseEntity<String>> sync(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean full,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean confirm) {
        var caller = callers.admit(token).mayWrite();
        var request = Map.of("id", id, "full", full, "dryRun", dryRun, "confirm", confirm);
        return idempotency.once(caller, key, "POST /audiences/sync", request, () -> {
            var audience = find(caller, id);
            if (!dryRun) {
                prepare(audience, full, confirm);
            }
            var run = queued(audience, full, dryRun, confirm);
            runs.begin(run);
            return new Idempotency.Answer(202, new JobAccepted(JOB_PREFIX + run.id(), run.id()));
        });
    }

    private void prepare(Audience audience, boolean full, boolean confirm) {
        if (destinations
                .find(audience.tenant(), audience.destinationId())
                .filter(it -> it.isStopped())
                .isPresent()) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The destination is stopped: correct it, or test it, and it starts again.");
        }
        long parked = work.parked(audience.id());
        if (parked > 0 && !confirm) {
            throw new ProblemException(
                    ProblemType.RUN_NEEDS_CONFIRMATION,
                    parked + " rows are parked because unusually many people would leave. Repeat with confirm=true.");
        }
        work.release(audience.id());
        if (full) {
            work.markAll(audience, realClock.instant());
        }
        if (audience.isStopped()) {
            audiences.stop(audience.id(), "");
        }
    }

    private Run queued(Audience audience, boolean full, boolean dryRun, boolean confirm) {
        return new Run(
                ids.next("run"),
                audience.tenant(),
                audience.id(),
                Run.State.QUEUED,
                full ? Run.Trigger.FULL : Run.Trigger.REQUEST,
                dryRun,
                confirm,
                realClock.instant(),
                null,
                RunCounts.none(),
                "");
    }

    @GetMapping("/audiences/{id}/runs")
    Mono<Page<RunView>> list(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int size = Page.limit(limit);
        var before = Page.position(cursor);
        return lift.call(() -> Page.of(
                runs.list(caller.tenant(), find(caller, id).id(), before, size + 1).stream()
                        .map(RunView::of)
                        .toList(),
                size,
                RunView::id));
    }

    @GetMapping("/audiences/{id}/runs/{runId}")
    Mono<RunView> read(@AuthenticationPrincipal Jwt token, @PathVariable String id, @PathVariable String runId) {
        var caller = callers.admit(token).mayRead();
        return lift.call(() -> runs.find(caller.tenant(), runId)
                .filter(it -> it.audienceId().equals(find(caller, id).id()))
                .map(RunView::of)
                .orElseThrow(() -> Checks.notFound("run")));
    }

    @GetMapping("/jobs/{id}")
    Mono<JobView> job(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayRead();
        return lift.call(() -> job(caller, id));
    }

    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<JobView> progress(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayRead();
        return lift.call(() -> job(caller, id))
                .repeatWhen(ended -> ended.delayElements(PROGRESS).take(LONGEST_STREAM))
                .takeUntil(it -> it.total() != null);
    }

    private JobView job(Caller caller, String id) {
        if (!id.startsWith(JOB_PREFIX)) {
            throw Checks.notFound("job");
        }
        var run =
                runs.find(caller.tenant(), id.substring(JOB_PREFIX.length())).orElseThrow(() -> Checks.notFound("job"));
        var view = RunView.of(run);
        boolean over = run.isOver();
        return new JobView(
                id,
                view.state(),
                view.selected() - view.pending(),
                over ? Long.valueOf(view.selected()) : null,
                over && !view.detail().isEmpty() && !run.dryRun() ? view.detail() : null);
    }

    private Audience find(Caller caller, String id) {
        return audiences.find(caller.tenant(), id).orElseThrow(() -> Checks.notFound("audience"));
    }
}
