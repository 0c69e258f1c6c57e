package io.tributary.ingestion.adapter.http;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.live.LiveEvents;
import io.tributary.ingestion.live.LiveFilter;
import io.tributary.ingestion.live.LiveSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The tenant's calls as they pass the door, sampled, as server-sent events. */
@RestController
public class LiveController {

    private static final Set<String> STATES = Set.of("accepted", "refused");
    private static final Duration COME_BACK = Duration.ofSeconds(30);
    /** How many may look at a tenant at the same time. */
    private static final int MAX_VIEWERS = 20;

    private final LiveEvents live;
    private final Admission admission;
    private final BulkheadRegistry viewers = BulkheadRegistry.of(
            BulkheadConfig.custom().maxConcurrentCalls(MAX_VIEWERS).build());

    public LiveController(LiveEvents live, Admission admission) {
        this.live = live;
        this.admission = admission;
    }

    /**
     * Events are calls; one named {@code skipped} says how many calls of the last second were not shown. Ends with the
     * token: who goes on looking asks again with a new one.
     */
    @GetMapping(path = "/api/v1/events/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public ResponseEntity<Flux<ServerSentEvent<Object>>> live(
            @AuthenticationPrincipal Jwt token,
            @RequestParam @Nullable String source,
            @RequestParam @Nullable String type,
            @RequestParam @Nullable String state) {
        var tenant = admission.of(token).mayRead().tenant();
        var signals = live.of(tenant, filter(source, type, state))
                .transformDeferred(BulkheadOperator.of(viewers.bulkhead(tenant)))
                .onErrorMap(
                        BulkheadFullException.class,
                        full -> new ProblemException(
                                ProblemType.RATE_LIMITED,
                                MAX_VIEWERS + " look already: close one of them, or come back later.",
                                List.of(),
                                COME_BACK));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                // Tells a proxy in front not to collect what must be seen at once.
                .header("X-Accel-Buffering", "no")
                .body(signals.takeWhile(it -> admission.isOpen(tenant))
                        .take(admission.left(token))
                        .map(LiveController::told));
    }

    private static LiveFilter filter(@Nullable String source, @Nullable String type, @Nullable String state) {
        var call = type == null ? null : CallType.named(type);
        if (type != null && call == null) {
            throw ProblemException.invalid("/type", "enum", "Use identify, track, page, screen, group or alias.");
        }
        if (state != null && !STATES.contains(state)) {
            throw ProblemException.invalid("/state", "enum", "Use accepted or refused.");
        }
        return new LiveFilter(source, call == null ? null : call.wireName(), state);
    }

    private static ServerSentEvent<Object> told(LiveSignal signal) {
        return switch (signal) {
            case LiveSignal.Seen seen ->
                ServerSentEvent.<Object>builder(seen.event()).build();
            case LiveSignal.Skipped skipped ->
                ServerSentEvent.<Object>builder(Map.of("calls", skipped.calls()))
                        .event("skipped")
                        .build();
            // A comment: keeps the connection open, and shows a reader that is gone.
            case LiveSignal.Tick _ ->
                ServerSentEvent.<Object>builder().comment("alive").build();
        };
    }
}
