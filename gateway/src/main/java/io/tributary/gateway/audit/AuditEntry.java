package io.tributary.gateway.audit;

import java.time.Instant;

/**
 * Who did what: the action is a method and a route's template, never a raw path. Milliseconds are the finest time kept.
 *
 * @param tenant the tenant's key, or {@code _} for acts on the installation
 * @param actor the account's id at the identity provider
 * @param target the id that the route names, or empty
 * @param outcome the status that was answered
 */
public record AuditEntry(
        String tenant,
        Instant at,
        String actor,
        String action,
        String target,
        String outcome,
        String traceId,
        String service) {}
