package io.tributary.segment.adapter.http;

import io.tributary.segment.audit.StartAudit;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Compares every copy of the tenant's memberships now, and repairs what differs unless it is only asked what would be. */
@RestController
@RequestMapping("/api/v1/segments/audit")
class AuditController {

    /** The job whose report says what was found. */
    record Accepted(String jobId) {}

    private final StartAudit startAudit;
    private final Callers callers;
    private final IdempotentCalls calls;

    AuditController(StartAudit startAudit, Callers callers, IdempotentCalls calls) {
        this.startAudit = startAudit;
        this.callers = callers;
        this.calls = calls;
    }

    @PostMapping
    Mono<ResponseEntity<JsonNode>> start(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(defaultValue = "false") boolean dryRun,
            ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        return calls.once(
                caller,
                exchange,
                null,
                () -> startAudit
                        .start(caller.tenant(), !dryRun)
                        .map(id -> ResponseEntity.accepted()
                                .location(URI.create("/api/v1/jobs/" + id))
                                .body(new Accepted(id))));
    }
}
