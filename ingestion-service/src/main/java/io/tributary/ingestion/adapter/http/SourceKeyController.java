package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.adapter.http.SourceKeyViews.KeyView;
import io.tributary.ingestion.adapter.http.SourceKeyViews.NewKeyView;
import io.tributary.ingestion.adapter.http.SourceKeyViews.OverlapRequest;
import io.tributary.ingestion.source.ChangeSources;
import io.tributary.ingestion.source.Ending;
import io.tributary.ingestion.source.KeyAddition;
import io.tributary.ingestion.source.KeyKind;
import io.tributary.ingestion.source.NewKeyAnswer;
import io.tributary.ingestion.source.Sources;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The write keys and read keys of a source. A key is shown once, by the call that made it. Reading is for everybody in the
 * tenant, changing for its admins.
 */
@RestController
@RequestMapping("/api/v1/sources/{id}")
public class SourceKeyController {

    // Clients that are out there learn of a new key by an update: a key that ended at once would cost their events.
    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);

    private final Sources sources;
    private final ChangeSources changeSources;
    private final Admission admission;
    private final Idempotency idempotency;

    public SourceKeyController(
            Sources sources, ChangeSources changeSources, Admission admission, Idempotency idempotency) {
        this.sources = sources;
        this.changeSources = changeSources;
        this.admission = admission;
        this.idempotency = idempotency;
    }

    @GetMapping("/write-keys")
    public Mono<Cursor.Page<KeyView>> writeKeys(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return list(token, id, KeyKind.WRITE);
    }

    @GetMapping("/read-keys")
    public Mono<Cursor.Page<KeyView>> readKeys(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        return list(token, id, KeyKind.READ);
    }

    /** A new write key beside the others; with {@code overlapSeconds} the others end after that time. */
    @PostMapping("/write-keys")
    public Mono<ResponseEntity<NewKeyView>> addWriteKey(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable OverlapRequest request,
            ServerWebExchange exchange) {
        return add(token, new Wish(id, KeyKind.WRITE, null, OverlapRequest.secondsOf(request)), exchange);
    }

    /** A new read key beside the others, for a source that names its origins; {@code overlapSeconds} as for write keys. */
    @PostMapping("/read-keys")
    public Mono<ResponseEntity<NewKeyView>> addReadKey(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable OverlapRequest request,
            ServerWebExchange exchange) {
        return add(token, new Wish(id, KeyKind.READ, null, OverlapRequest.secondsOf(request)), exchange);
    }

    /** A new write key in the place of this one, which ends after {@code overlapSeconds}, a day by default. */
    @PostMapping("/write-keys/{keyId}/rotate")
    public Mono<ResponseEntity<NewKeyView>> rotateWriteKey(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @PathVariable String keyId,
            @Valid @RequestBody(required = false) @Nullable OverlapRequest request,
            ServerWebExchange exchange) {
        return add(token, new Wish(id, KeyKind.WRITE, keyId, OverlapRequest.secondsOf(request)), exchange);
    }

    /** A new read key in the place of this one, which ends after {@code overlapSeconds}, a day by default. */
    @PostMapping("/read-keys/{keyId}/rotate")
    public Mono<ResponseEntity<NewKeyView>> rotateReadKey(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @PathVariable String keyId,
            @Valid @RequestBody(required = false) @Nullable OverlapRequest request,
            ServerWebExchange exchange) {
        return add(token, new Wish(id, KeyKind.READ, keyId, OverlapRequest.secondsOf(request)), exchange);
    }

    /** Ends a write key at once. */
    @DeleteMapping("/write-keys/{keyId}")
    public Mono<ResponseEntity<Void>> revokeWriteKey(
            @AuthenticationPrincipal Jwt token, @PathVariable String id, @PathVariable String keyId) {
        return revoke(token, id, KeyKind.WRITE, keyId);
    }

    /** Ends a read key at once. */
    @DeleteMapping("/read-keys/{keyId}")
    public Mono<ResponseEntity<Void>> revokeReadKey(
            @AuthenticationPrincipal Jwt token, @PathVariable String id, @PathVariable String keyId) {
        return revoke(token, id, KeyKind.READ, keyId);
    }

    private Mono<Cursor.Page<KeyView>> list(Jwt token, String id, KeyKind kind) {
        var caller = admission.of(token).mayRead();
        return sources.find(caller.tenant(), id)
                // All of them: a source has few.
                .map(it -> new Cursor.Page<>(KeyView.of(it.keys(kind)), null))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("source")));
    }

    /** What a caller wants: also what makes a repeated call the same one. */
    private record Wish(
            String sourceId,
            KeyKind kind,
            @Nullable String replaced,
            @Nullable Long overlapSeconds) {}

    private Mono<ResponseEntity<NewKeyView>> add(Jwt token, Wish wish, ServerWebExchange exchange) {
        var caller = admission.of(token).mayManage();
        return idempotency.once(
                exchange,
                caller.tenant(),
                wish,
                NewKeyView.class,
                HttpStatus.CREATED,
                () -> changeSources
                        .addKey(caller.tenant(), wish.sourceId, wish.kind, ending(wish))
                        .map(answer -> switch (answer) {
                            case NewKeyAnswer.Made(var key) -> NewKeyView.of(wish.kind, key);
                            case NewKeyAnswer.NotMade(var reason) -> throw problem(reason);
                        }));
    }

    private Ending ending(Wish wish) {
        if (wish.replaced != null) {
            long overlap = Objects.requireNonNullElse(wish.overlapSeconds, USUAL_OVERLAP.toSeconds());
            return new Ending.One(wish.replaced, changeSources.in(Duration.ofSeconds(overlap)));
        }
        return wish.overlapSeconds == null
                ? new Ending.Nothing()
                : new Ending.All(changeSources.in(Duration.ofSeconds(wish.overlapSeconds)));
    }

    private Mono<ResponseEntity<Void>> revoke(Jwt token, String id, KeyKind kind, String keyId) {
        var caller = admission.of(token).mayManage();
        return changeSources
                .revoke(caller.tenant(), id, kind, keyId)
                .map(ignored -> ResponseEntity.noContent().<Void>build())
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("key")));
    }

    private static ProblemException problem(KeyAddition.NotAdded reason) {
        return switch (reason) {
            case KeyAddition.NoSuchSource _ -> ProblemException.notFound("source");
            case KeyAddition.NoSuchKey _ -> ProblemException.notFound("key");
            case KeyAddition.TooMany(int limit) ->
                new ProblemException(
                        ProblemType.CONFLICT,
                        "The source has " + limit + " keys of this kind: revoke one that nobody uses first.");
            case KeyAddition.NeedsOrigins _ ->
                new ProblemException(
                        ProblemType.CONFLICT,
                        "A read key is bound to web origins: name allowedOrigins in the source first.");
        };
    }
}
