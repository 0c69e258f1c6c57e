package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.badrow.BadRowSummary;
import io.tributary.ingestion.badrow.BadRows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where an event is that was refused. Accepted events are known to segment-service, which answers the same path. */
@RestController
public class EventController {

    private final BadRows rows;
    private final Admission admission;

    public EventController(BadRows rows, Admission admission) {
        this.rows = rows;
        this.admission = admission;
    }

    /**
     * A refused event, as its newest bad row has it.
     *
     * @param state always {@code refused}
     * @param replayedBy the job that sent it in again; null while nobody has
     */
    record RefusedEvent(
            String messageId,
            String state,
            String kind,
            String pointer,
            String failure,
            Instant receivedAt,
            String source,
            String badRowId,
            @Nullable String replayedBy) {

        static RefusedEvent of(BadRowSummary row) {
            return new RefusedEvent(
                    row.messageId(),
                    "refused",
                    row.reason().kind(),
                    row.reason().pointer(),
                    row.reason().failure(),
                    row.receivedAt(),
                    row.sourceId(),
                    row.id(),
                    row.replayedBy());
        }
    }

    @GetMapping("/api/v1/events/{messageId}")
    public Mono<RefusedEvent> get(@AuthenticationPrincipal Jwt token, @PathVariable String messageId) {
        var caller = admission.of(token).mayRead();
        return rows.findByMessage(caller.tenant(), messageId)
                .map(RefusedEvent::of)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("refused event")));
    }
}
