package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.adapter.http.BadRowViews.JobReference;
import io.tributary.ingestion.adapter.http.BadRowViews.KindView;
import io.tributary.ingestion.adapter.http.BadRowViews.KindsView;
import io.tributary.ingestion.adapter.http.BadRowViews.ReplayRequest;
import io.tributary.ingestion.adapter.http.BadRowViews.RowView;
import io.tributary.ingestion.adapter.http.BadRowViews.WholeRow;
import io.tributary.ingestion.badrow.BadRowSummary;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.badrow.ReplayBadRows;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
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

/** What was refused: listed, looked at, repaired and sent again. */
@RestController
@RequestMapping("/api/v1/bad-rows")
public class BadRowController {

    private static final Duration COME_BACK = Duration.ofSeconds(60);
    private static final int PAGE = 200;
    private static final int KINDS = 500;

    private final BadRows rows;
    private final ReplayBadRows replayBadRows;
    private final Guard guard;

    /** Who may, how often, and how many replays at once. */
    public record Guard(Admission admission, Idempotency idempotency, int maxReplays) {}

    public BadRowController(BadRows rows, ReplayBadRows replayBadRows, Guard guard) {
        this.rows = rows;
        this.replayBadRows = replayBadRows;
        this.guard = guard;
    }

    /** Newest first. */
    @GetMapping
    public Mono<Cursor.Page<RowView>> list(
            @AuthenticationPrincipal Jwt token,
            @ParameterObject BadRowQuery query,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            ServerHttpRequest request) {
        BadRowQuery.refuseOthers(request, "limit", "cursor");
        var caller = guard.admission().of(token).mayRead();
        int asked = Cursor.limit(limit);
        return rows.list(caller.tenant(), query.toFilter(), Cursor.decode(cursor), asked + 1)
                .collectList()
                .map(read -> Cursor.page(read, asked, BadRowSummary::id, RowView::of));
    }

    /** How many there are of each kind and source, the most frequent first, at most 500 lines. */
    @GetMapping("/counts")
    public Mono<KindsView> counts(
            @AuthenticationPrincipal Jwt token, @ParameterObject BadRowQuery query, ServerHttpRequest request) {
        BadRowQuery.refuseOthers(request);
        var caller = guard.admission().of(token).mayRead();
        return rows.counts(caller.tenant(), query.toFilter(), KINDS)
                .map(KindView::of)
                .collectList()
                .map(KindsView::new);
    }

    /** All rows with their originals, one JSON object a line, newest first, read while they are sent. */
    @GetMapping(path = "/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    public Flux<WholeRow> export(
            @AuthenticationPrincipal Jwt token, @ParameterObject BadRowQuery query, ServerHttpRequest request) {
        BadRowQuery.refuseOthers(request);
        var tenant = guard.admission().of(token).mayRead().tenant();
        var filter = query.toFilter();
        return rows.page(tenant, filter, "", PAGE)
                .collectList()
                .expand(page -> page.isEmpty()
                        ? Mono.empty()
                        : rows.page(tenant, filter, page.getLast().id(), PAGE).collectList())
                .concatMapIterable(page -> page, 1)
                .map(WholeRow::of);
    }

    /** One row with its original. */
    @GetMapping("/{id}")
    public Mono<WholeRow> get(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = guard.admission().of(token).mayRead();
        return rows.find(caller.tenant(), id)
                .map(WholeRow::of)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("bad row")));
    }

    /** Repairs rows and sends them through the door again; with {@code dryRun} it only says what would happen. */
    @PostMapping("/replay")
    public Mono<ResponseEntity<Object>> replay(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @Valid @RequestBody ReplayRequest request,
            ServerWebExchange exchange) {
        var caller = guard.admission().of(token).mayWrite();
        var filter = request.toFilter();
        var repairs = request.toRepairs();
        if (dryRun) {
            return replayBadRows.tryOut(caller.tenant(), filter, repairs).map(ResponseEntity::ok);
        }
        return guard.idempotency()
                .once(
                        exchange,
                        caller.tenant(),
                        request,
                        JobReference.class,
                        HttpStatus.ACCEPTED,
                        () -> roomFor(caller)
                                .then(Mono.defer(() -> replayBadRows.start(caller.tenant(), filter, repairs)))
                                .map(job -> new JobReference(job.id())))
                .map(it -> ResponseEntity.status(it.getStatusCode()).body(it.getBody()));
    }

    private Mono<Void> roomFor(Caller caller) {
        return replayBadRows
                .unfinished(caller.tenant())
                .flatMap(waiting -> waiting < guard.maxReplays()
                        ? Mono.empty()
                        : Mono.error(new ProblemException(
                                ProblemType.QUOTA_EXCEEDED,
                                "At most " + guard.maxReplays() + " replays wait or run at a time.",
                                List.of(),
                                COME_BACK)));
    }
}
