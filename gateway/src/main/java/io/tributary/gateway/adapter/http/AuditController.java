package io.tributary.gateway.adapter.http;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.gateway.adapter.http.door.Admitted;
import io.tributary.gateway.audit.AuditLog;
import io.tributary.gateway.audit.Link;
import io.tributary.gateway.audit.VerifyChain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The tenant's audit log for its admins, newest entry first, and the proof that nobody changed it. */
@Tag(name = "audit")
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {

    /** An entry with its place and hash in the chain. */
    record EntryView(
            long number,
            Instant at,
            String actor,
            String action,
            String target,
            String outcome,
            String traceId,
            String service,
            String hash) {

        static EntryView of(Link link) {
            var entry = link.entry();
            return new EntryView(
                    link.number(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.target(),
                    entry.outcome(),
                    entry.traceId(),
                    entry.service(),
                    link.hash());
        }
    }

    /**
     * What verifying found.
     *
     * @param entries how many entries the chain has, when it is intact
     * @param firstBroken the number of the first entry that is not what it was
     * @param head the last hash, to be written down elsewhere and compared later
     */
    record VerdictView(
            boolean intact,
            @Nullable Long entries,
            @Nullable Long firstBroken,
            @Nullable String head) {}

    private final AuditLog log;
    private final VerifyChain verify;

    AuditController(AuditLog log, VerifyChain verify) {
        this.log = log;
        this.verify = verify;
    }

    @GetMapping
    Mono<ListAnswer<EntryView>> list(ServerWebExchange exchange) {
        var admin = Admitted.adminOf(exchange);
        var paging = Paging.of(exchange);
        return log.before(admin.tenant(), paging.number(Long.MAX_VALUE), paging.limit() + 1)
                .map(read -> ListAnswer.of(read, paging.limit(), EntryView::of, Link::number));
    }

    @PostMapping("/verify")
    Mono<VerdictView> verify(ServerWebExchange exchange) {
        return verify.verify(Admitted.adminOf(exchange).tenant()).map(verdict -> switch (verdict) {
            case VerifyChain.Verdict.Intact intact ->
                new VerdictView(
                        true, intact.head().length(), null, intact.head().hash());
            case VerifyChain.Verdict.Broken broken -> new VerdictView(false, null, broken.number(), null);
        });
    }
}
