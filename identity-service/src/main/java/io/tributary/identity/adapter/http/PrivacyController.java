package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.privacy.AskPrivacy;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.RequestState;
import io.tributary.identity.privacy.Requests;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people ask of us about their own data: access, erasure, suppression, restriction, and taking these back. */
@RestController
@RequestMapping("/api/v1/privacy/requests")
public final class PrivacyController {

    private static final String PATH = "/api/v1/privacy/requests/";
    private static final String FILE_TYPE = "application/x-ndjson";
    private static final int MAX_LIMIT = 500;

    private final Door door;
    private final AskPrivacy ask;
    private final Requests requests;
    private final PrivacyFile file;
    private final IdempotentCalls idempotent;
    private final Times times;

    /** When a request is to be answered. */
    public record Times(Duration deadline, Clock realClock) {}

    public PrivacyController(
            Door door, AskPrivacy ask, Requests requests, PrivacyFile file, IdempotentCalls idempotent, Times times) {
        this.door = door;
        this.ask = ask;
        this.requests = requests;
        this.file = file;
        this.idempotent = idempotent;
        this.times = times;
    }

    /** Takes a request; one of the same kind for the same subject that is unfinished is answered instead. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<PrivacyAnswer>> ask(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = IdempotentCalls.HEADER, required = false) @Nullable String key,
            @RequestBody PrivacyWish body) {
        var caller = door.caller(token).mayManage();
        var read = body.read(caller);
        return door.blocking(() -> asked(caller, key, read))
                .map(it -> ResponseEntity.accepted()
                        .location(URI.create(PATH + it.id()))
                        .body(it));
    }

    /** What is kept for a repeated call names the request and nobody: it may outlive the person. */
    record Kept(UUID id) {}

    private PrivacyAnswer asked(Caller caller, @Nullable String key, PrivacyWish.Read read) {
        var wish = ask.fingerprint(read.wish(), read.profile(), read.value());
        var kept = idempotent.once(
                caller,
                key,
                wish,
                HttpStatus.ACCEPTED,
                Kept.class,
                () -> new Kept(taken(read).id()));
        return answer(find(caller, kept.id().toString()));
    }

    private PrivacyRequest taken(PrivacyWish.Read read) {
        var profile = read.profile();
        var verdict = profile == null ? ask.ask(read.wish(), read.value()) : ask.ask(read.wish(), profile);
        return switch (verdict) {
            case AskPrivacy.Verdict.Taken taken -> taken.request();
            case AskPrivacy.Verdict.Unknown _ -> throw Door.notFound();
            case AskPrivacy.Verdict.Refused refused ->
                throw PrivacyWish.violation(
                        "/subject/value", "value", "The value points at nobody: " + refused.reason() + ".");
        };
    }

    private PrivacyAnswer answer(PrivacyRequest request) {
        return PrivacyAnswer.from(request, times.deadline(), times.realClock().millis());
    }

    @GetMapping
    Mono<PrivacyAnswer.Page> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = door.caller(token).mayManage();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw PrivacyWish.violation("/limit", "range", "Ask for 1 to " + MAX_LIMIT + " items.");
        }
        var wanted = state == null
                ? null
                : RequestState.labelled(state)
                        .orElseThrow(
                                () -> PrivacyWish.violation("/state", "value", "Ask for running, done or done-by."));
        var after = Cursor.read(cursor).map(it -> new Requests.Place(it.order(), it.id()));
        return door.blocking(() -> page(
                requests.list(
                        caller.tenant(),
                        wanted,
                        after,
                        limit + 1,
                        times.realClock().millis()),
                limit));
    }

    private PrivacyAnswer.Page page(List<PrivacyRequest> found, int limit) {
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return new PrivacyAnswer.Page(
                items.stream().map(this::answer).toList(),
                more ? cursor(items.getLast()).text() : null);
    }

    private static Cursor cursor(PrivacyRequest last) {
        return new Cursor(last.requestedAt(), last.id());
    }

    @GetMapping("/{id}")
    Mono<PrivacyAnswer> one(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = door.caller(token).mayManage();
        return door.blocking(() -> answer(find(caller, id)));
    }

    private PrivacyRequest find(Caller caller, String id) {
        return Optional.of(id)
                .filter(it -> it.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString)
                .flatMap(it -> requests.find(caller.tenant(), it))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such request."));
    }

    /** Everything that every system keeps about the person, one JSON object a line. */
    @GetMapping(path = "/{id}/file", produces = FILE_TYPE)
    Mono<ResponseEntity<Flux<DataBuffer>>> file(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = door.caller(token).mayManage();
        return door.blocking(() -> file.ready(find(caller, id)))
                .map(it -> ResponseEntity.ok()
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"access-" + it.id() + ".ndjson\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .contentType(MediaType.parseMediaType(FILE_TYPE))
                        .body(parts(it)));
    }

    /** One piece after the other, as the reader takes them. */
    private Flux<DataBuffer> parts(PrivacyRequest request) {
        return next(request, null)
                .expand(it -> next(request, it))
                .map(it -> DefaultDataBufferFactory.sharedInstance.wrap(it.lines()));
    }

    private Mono<PrivacyFile.Part> next(PrivacyRequest request, PrivacyFile.@Nullable Part before) {
        return door.maybeBlocking(() -> file.after(request, before == null ? null : before.piece()));
    }
}
