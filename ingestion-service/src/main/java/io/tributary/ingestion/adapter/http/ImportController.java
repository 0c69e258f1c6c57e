package io.tributary.ingestion.adapter.http;

import io.swagger.v3.oas.annotations.Operation;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.adapter.http.BadRowViews.JobReference;
import io.tributary.ingestion.imports.ImportWork;
import io.tributary.ingestion.imports.PlanVerdict;
import io.tributary.ingestion.imports.Spool;
import io.tributary.ingestion.imports.Spool.StoredFile;
import io.tributary.ingestion.imports.StartImport;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.WriteKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files of calls, CSV or one JSON object a line, plain or gzipped, of any size up to the limit. */
@RestController
@RequestMapping("/api/v1/imports")
public class ImportController {

    private static final Duration COME_BACK = Duration.ofSeconds(60);

    private final StartImport startImport;
    private final Jobs jobs;
    private final WriteKeys sources;
    private final Guard guard;

    /** Who may, how often, and how many at once. */
    public record Guard(Admission admission, Idempotency idempotency, int maxWaiting) {}

    public ImportController(StartImport startImport, Jobs jobs, WriteKeys sources, Guard guard) {
        this.startImport = startImport;
        this.jobs = jobs;
        this.sources = sources;
        this.guard = guard;
    }

    /** The tenant's imports, newest first. */
    @GetMapping
    public Mono<Cursor.Page<JobView>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        var caller = guard.admission().of(token).mayRead();
        int asked = Cursor.limit(limit);
        return jobs.list(caller.tenant(), ImportWork.KIND, Cursor.decode(cursor), asked + 1)
                .collectList()
                .map(read -> Cursor.page(read, asked, Job::id, JobView::of));
    }

    /** The body is the file itself, streamed to the disk. */
    @PostMapping
    @Operation(
            summary = "Starts an import of the body",
            description =
                    "source: the id of the source; format: csv or ndjson; encoding: such as UTF-8 or windows-1252;"
                            + " delimiter: comma, semicolon, tab or pipe; header: whether the first row names the columns;"
                            + " names: JSON list of columns; mapping: JSON; dryRun: read everything, write nothing. What is not"
                            + " said is found out. The report of the job tells what was found.")
    public Mono<ResponseEntity<JobReference>> start(
            @AuthenticationPrincipal Jwt token,
            @RequestParam @Nullable String source,
            @RequestParam @Nullable String format,
            @RequestParam @Nullable String encoding,
            @RequestParam @Nullable String delimiter,
            @RequestParam @Nullable String header,
            @RequestParam @Nullable String names,
            @RequestParam @Nullable String mapping,
            @RequestParam @Nullable String dryRun,
            ServerHttpRequest request,
            ServerWebExchange exchange) {
        var caller = guard.admission().of(token).mayWrite();
        var fields = said(request);
        sourceOf(caller, fields);
        return withRoom(
                caller,
                startImport
                        .receive(caller.tenant(), request.getBody().map(ImportForm::copy))
                        .flatMap(file -> begin(exchange, caller, fields, file)));
    }

    /** The file is the part {@code file}; all else can be said in parts of its own or in the query. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Starts an import of the part named file",
            description = "The other parts are those that the query has. Parts before the file are checked before it.")
    public Mono<ResponseEntity<JobReference>> startForm(
            @AuthenticationPrincipal Jwt token,
            @RequestBody Flux<PartEvent> parts,
            ServerHttpRequest request,
            ServerWebExchange exchange) {
        var caller = guard.admission().of(token).mayWrite();
        var fields = said(request);
        var form = new ImportForm(caller.tenant(), startImport, fields);
        return withRoom(
                caller, Mono.defer(() -> form.read(parts)).flatMap(file -> begin(exchange, caller, fields, file)));
    }

    private static ImportFields said(ServerHttpRequest request) {
        var fields = new ImportFields();
        request.getQueryParams().forEach((name, values) -> values.forEach(it -> fields.put(name, it)));
        return fields;
    }

    private <T> Mono<T> withRoom(Caller caller, Mono<T> upload) {
        return startImport
                .withRoom(caller.tenant(), guard.maxWaiting(), upload)
                .onErrorMap(Spool.FileRefused.class, ImportController::refused)
                .onErrorMap(
                        StartImport.NoRoom.class,
                        full -> new ProblemException(
                                ProblemType.QUOTA_EXCEEDED,
                                "At most " + guard.maxWaiting() + " imports are uploaded, wait or run at a time.",
                                List.of(),
                                COME_BACK));
    }

    private Mono<ResponseEntity<JobReference>> begin(
            ServerWebExchange exchange, Caller caller, ImportFields fields, StoredFile file) {
        var taken = new AtomicBoolean();
        var said = Map.of("said", fields.all(), "file", file.sha256());
        return Mono.defer(() -> {
                    var source = sourceOf(caller, fields);
                    return guard.idempotency()
                            .once(exchange, caller.tenant(), said, JobReference.class, HttpStatus.ACCEPTED, () -> {
                                return job(source, fields, file).doOnNext(it -> taken.set(true));
                            });
                })
                // Once the job is stored it is the job's file, even if the answer cannot be kept.
                .onErrorResume(fault -> taken.get()
                        ? Mono.error(fault)
                        : startImport.discard(file).then(Mono.error(fault)))
                // A repeated request got the first one's answer: its file is not needed twice.
                .flatMap(answer -> taken.get()
                        ? Mono.just(answer)
                        : startImport.discard(file).thenReturn(answer));
    }

    private Mono<JobReference> job(Source source, ImportFields fields, StoredFile file) {
        var options = fields.options();
        return startImport.plan(file, options).flatMap(verdict -> switch (verdict) {
            case PlanVerdict.Planned planned ->
                startImport
                        .start(source, file, planned.reading(), options.dryRun())
                        .map(it -> new JobReference(it.id()));
            case PlanVerdict.Refused refused ->
                Mono.error(new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The file cannot be imported like this: see violations.",
                        refused.problems().stream()
                                .map(it -> new Violation(it.pointer(), it.rule(), it.message()))
                                .toList(),
                        Duration.ZERO));
        });
    }

    private Source sourceOf(Caller caller, ImportFields fields) {
        var id = fields.source();
        if (id == null) {
            throw ProblemException.invalid("/source", "needed", "Say the id of the source that the calls come from.");
        }
        var source = sources.source(caller.tenant(), id).orElseThrow(() -> ProblemException.notFound("source"));
        if (!source.settings().enabled()) {
            throw new ProblemException(ProblemType.SOURCE_DISABLED, "Enable the source before.");
        }
        return source;
    }

    private static ProblemException refused(Spool.FileRefused refusal) {
        var detail = String.valueOf(refusal.getMessage());
        return switch (refusal.reason()) {
            case TOO_LARGE -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, detail);
            case DISK_FULL -> new ProblemException(ProblemType.STORE_UNAVAILABLE, detail, List.of(), COME_BACK);
            case OVER_BUDGET -> new ProblemException(ProblemType.QUOTA_EXCEEDED, detail, List.of(), COME_BACK);
        };
    }
}
