package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.list.ListRefused;
import io.tributary.segment.list.ListRequest;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.list.ListedPeople;
import io.tributary.segment.list.Lists;
import io.tributary.segment.list.UploadList.Received;
import io.tributary.segment.list.UploadList.Verdict;
import io.tributary.segment.list.UploadList.Wish;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.SegmentStatus;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.tenant.Tenants;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files for segments that are lists, streamed: what one would change, and the job that changes it. */
@RestController
@RequestMapping("/api/v1/segments/{key}/list")
class ListController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ListFiles files;
    private final Lists lists;
    private final ListedPeople people;
    private final Known known;
    private final IdempotentCalls calls;

    /** Who calls, and about what. */
    private record Known(Callers callers, Segments segments, Tenants tenants) {}

    /** What a repeated call must repeat. */
    private record Said(String sha256) {}

    ListController(
            ListFiles files,
            Lists lists,
            ListedPeople people,
            Segments segments,
            Tenants tenants,
            Callers callers,
            IdempotentCalls calls) {
        this.files = files;
        this.lists = lists;
        this.people = people;
        this.known = new Known(callers, segments, tenants);
        this.calls = calls;
    }

    @GetMapping
    Mono<Lists.Standing> standing(@AuthenticationPrincipal Jwt token, @PathVariable String key) {
        var caller = known.callers().admit(token).mayRead();
        return list(caller, key).then(lists.standing(caller.tenant(), key));
    }

    /** CSV with a column for each namespace, or the columns {@code namespace} and {@code value}. */
    @PostMapping(consumes = {"text/csv", "text/plain", "application/octet-stream"})
    Mono<ResponseEntity<JsonNode>> upload(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestBody Flux<DataBuffer> body,
            ServerWebExchange exchange) {
        var caller = known.callers().admit(token).mayWrite();
        var said = new ListParameters(exchange.getRequest().getQueryParams());
        var wish = said.wish(caller.tenant(), key, known.tenants().region(caller.tenant()));
        boolean dryRun = said.isDryRun();
        return list(caller, key)
                .then(people.enable(caller.tenant()))
                .then(files.inPlace(
                        caller.tenant(),
                        Mono.defer(() -> files.receive(wish, body))
                                .flatMap(read ->
                                        dryRun ? difference(wish, read.request()) : start(caller, read, exchange))))
                .onErrorMap(ListRefused.class, ListProblems::refused);
    }

    private Mono<ResponseEntity<JsonNode>> difference(Wish wish, ListRequest read) {
        return files.difference(wish, read)
                .map(it -> ResponseEntity.ok(JSON.<JsonNode>valueToTree(it)))
                .transform(answer -> files.discarding(answer, wish.tenant(), read));
    }

    private Mono<ResponseEntity<JsonNode>> start(Caller caller, Received read, ServerWebExchange exchange) {
        var taken = new AtomicBoolean();
        return calls.once(
                        caller,
                        exchange,
                        new Said(read.sha256()),
                        () -> files.start(caller, read.request())
                                .doOnNext(it -> taken.set(it instanceof Verdict.Started))
                                .map(ListController::answer))
                .transform(answer -> files.discardingUnless(taken, answer, caller.tenant(), read.request()));
    }

    private static ResponseEntity<?> answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Started(var id) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/jobs/" + id))
                        .body(new ExportController.Accepted(id));
            case Verdict.TooMany(var most) ->
                throw new ProblemException(
                        ProblemType.RATE_LIMITED, most + " uploads wait or run already: wait for one, or cancel it.");
        };
    }

    private Mono<RegisteredSegment> list(Caller caller, String key) {
        return known.segments()
                .find(caller.tenant(), key)
                .switchIfEmpty(Mono.error(RegistryProblems::notFound))
                .doOnNext(segment -> {
                    if (segment.status() == SegmentStatus.RETIRED
                            || !ListRule.is(segment.latest().rule(), key)) {
                        throw new ProblemException(
                                ProblemType.CONFLICT, "The segment is no list, or not any more: name one that is.");
                    }
                });
    }
}
