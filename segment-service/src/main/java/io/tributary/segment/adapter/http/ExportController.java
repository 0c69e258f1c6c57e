package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.export.ExportFiles;
import io.tributary.segment.export.ExportRequest;
import io.tributary.segment.export.ExportWork;
import io.tributary.segment.export.StartExport;
import io.tributary.segment.export.StartExport.Verdict;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Segments;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Files of members, membership changes and events: asked for, watched as jobs, fetched while they are kept. Viewers get none. */
@RestController
@RequestMapping("/api/v1/exports")
class ExportController {

    /** The answer to a wish for long work. */
    record Accepted(String jobId) {}

    private final StartExport startExport;
    private final Jobs jobs;
    private final ExportFiles files;
    private final Segments segments;
    private final Callers callers;
    private final IdempotentCalls calls;

    ExportController(
            StartExport startExport,
            Jobs jobs,
            ExportFiles files,
            Segments segments,
            Callers callers,
            IdempotentCalls calls) {
        this.startExport = startExport;
        this.jobs = jobs;
        this.files = files;
        this.segments = segments;
        this.callers = callers;
        this.calls = calls;
    }

    @PostMapping
    Mono<ResponseEntity<JsonNode>> start(
            @AuthenticationPrincipal Jwt token, @RequestBody ExportRequestBody body, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(
                caller,
                exchange,
                body,
                () -> request(caller, body)
                        .flatMap(it -> startExport.start(caller.tenant(), it))
                        .map(ExportController::answer));
    }

    private Mono<ExportRequest> request(Caller caller, ExportRequestBody body) {
        var format = body.fileFormat();
        return switch (body.about()) {
            case MEMBERS -> segment(caller, body.key()).map(it -> members(it, format));
            case EVENTS -> Mono.just(new ExportRequest.Events(body.from(), body.to(), body.event(), format));
            case CHANGES -> {
                var changes = new ExportRequest.Changes(body.segmentKey(), body.from(), body.to(), format);
                yield changes.segmentKey() == null
                        ? Mono.just(changes)
                        : segment(caller, changes.segmentKey()).thenReturn(changes);
            }
        };
    }

    private Mono<RegisteredSegment> segment(Caller caller, String key) {
        return segments.find(caller.tenant(), key).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }

    private static ExportRequest members(RegisteredSegment segment, ExportRequest.Format format) {
        var published = segment.published();
        if (published == null || !segment.isPublished()) {
            throw new ProblemException(ProblemType.CONFLICT, "Publish the segment before: nobody is in it.");
        }
        return new ExportRequest.Members(segment.key(), published.number(), format);
    }

    private static ResponseEntity<?> answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Started(var id) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/jobs/" + id))
                        .body(new Accepted(id));
            case Verdict.TooMany(var most) ->
                throw new ProblemException(
                        ProblemType.RATE_LIMITED, most + " exports wait or run already: wait for one, or cancel it.");
            case Verdict.NoRoom(var packed) ->
                throw new ProblemException(
                        ProblemType.QUOTA_EXCEEDED,
                        "Files of " + packed + " bytes are kept: delete one, or wait until it expires.");
        };
    }

    @GetMapping
    Mono<Page<JobView>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var before = Objects.requireNonNullElse(Page.position(cursor), "");
        return jobs.list(caller.tenant(), ExportWork.KIND, before, most + 1)
                .map(found -> Page.of(found.stream().map(JobView::of).toList(), most, JobView::id));
    }

    @GetMapping("/{id}/file")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayWrite();
        return export(caller, id).map(job -> ExportDownload.of(job, files));
    }

    /** Lets a file go before its time. */
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayWrite();
        return export(caller, id)
                .flatMap(job -> jobs.remove(caller.tenant(), job.id())
                        .switchIfEmpty(Mono.error(() ->
                                new ProblemException(ProblemType.CONFLICT, "Cancel the job first: it has not ended."))))
                .thenReturn(ResponseEntity.status(HttpStatus.NO_CONTENT).build());
    }

    private Mono<Job> export(Caller caller, String id) {
        return jobs.find(caller.tenant(), id)
                .filter(job -> job.kind().equals(ExportWork.KIND))
                .switchIfEmpty(
                        Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such export.")));
    }
}
