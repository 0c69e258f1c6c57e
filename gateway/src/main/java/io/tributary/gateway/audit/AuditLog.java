package io.tributary.gateway.audit;

import java.util.List;
import reactor.core.publisher.Mono;

/** The kept chains, one per tenant. */
public interface AuditLog {

    /** Links with a number below {@code before}, newest first. */
    Mono<List<Link>> before(String tenant, long before, int limit);

    /** Links with a number above {@code after}, oldest first. */
    Mono<List<Link>> after(String tenant, long after, int limit);

    /** The end of the chain as it was kept; {@link Chain#EMPTY} for a tenant without entries. */
    Mono<Chain> head(String tenant);
}
