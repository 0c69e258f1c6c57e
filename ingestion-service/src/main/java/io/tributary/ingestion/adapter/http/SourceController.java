package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.adapter.http.SourceViews.SourceRequest;
import io.tributary.ingestion.adapter.http.SourceViews.SourceView;
import io.tributary.ingestion.source.ChangeSources;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.Sources;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sources. Reading is for everybody in the tenant, changing for its admins. */
@RestController
@RequestMapping("/api/v1/sources")
public class SourceController {

    private final Sources sources;
    private final ChangeSources changeSources;
    private final Admission admission;
    private final Idempotency idempotency;

    public SourceController(
            Sources sources, ChangeSources changeSources, Admission admission, Idempotency idempotency) {
        this.sources = sources;
        this.changeSources = changeSources;
        this.admission = admission;
        this.idempotency = idempotency;
    }

    /** The tenant's sources by key. */
    @GetMapping
    public Mono<Cursor.Page<SourceView>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        var caller = admission.of(token).mayRead();
        int asked = Cursor.limit(limit);
        return sources.list(caller.tenant(), Cursor.decode(cursor), asked + 1)
                .collectList()
                .map(read -> Cursor.page(read, asked, Source::key, SourceViews::view));
    }

    /** Creates a source with its first write key, which only this answer shows. */
    @PostMapping
    public Mono<ResponseEntity<SourceView>> create(
            @AuthenticationPrincipal Jwt token, @Valid @RequestBody SourceRequest request, ServerWebExchange exchange) {
        var caller = admission.of(token).mayManage();
        return idempotency.once(
                exchange,
                caller.tenant(),
                request,
                SourceView.class,
                HttpStatus.CREATED,
                () -> changeSources
                        .create(caller.tenant(), request.keyOrName(), request.settings())
                        .map(created -> SourceViews.view(created.source(), created.secret()))
                        .switchIfEmpty(Mono.error(() -> new ProblemException(
                                ProblemType.ALREADY_EXISTS, "There is a source of this key: choose another."))));
    }

    @GetMapping("/{id}")
    public Mono<SourceView> get(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = admission.of(token).mayRead();
        return sources.find(caller.tenant(), id).map(SourceViews::view).switchIfEmpty(notFound());
    }

    /** Replaces the settings; the key stays. Write keys stay good. */
    @PutMapping("/{id}")
    public Mono<SourceView> put(
            @AuthenticationPrincipal Jwt token, @PathVariable String id, @Valid @RequestBody SourceRequest request) {
        var caller = admission.of(token).mayManage();
        return changeSources
                .change(caller.tenant(), id, request.settings())
                .map(SourceViews::view)
                .switchIfEmpty(notFound());
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> ProblemException.notFound("source"));
    }
}
