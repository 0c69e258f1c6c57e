package io.tributary.contracts.problem;

import java.net.URI;
import java.util.Locale;

/**
 * Every problem type that a service answers, with its status and title. The URI is {@code urn:cdp:problem:<kebab-case>}
 * and never changes its meaning; clients switch on it.
 */
public enum ProblemType {
    MALFORMED_JSON(400, "The body is not valid JSON"),
    INVALID_REQUEST(400, "The request breaks a rule"),
    UNKNOWN_FIELD(400, "The request holds a field that nobody reads"),
    INVALID_RULE(400, "The segment rule is not valid"),
    INVALID_CURSOR(400, "The cursor is not one that this list gave"),
    UNAUTHENTICATED(401, "No valid credentials"),
    UNKNOWN_WRITE_KEY(401, "The write key is not known"),
    UNKNOWN_READ_KEY(401, "The read key is not known"),
    CONFLICTING_WRITE_KEYS(401, "Header and body name different write keys"),
    INVALID_SIGNATURE(401, "The signature does not match"),
    FORBIDDEN(403, "The role does not allow this"),
    NO_TENANT(403, "The token names no organization"),
    SEVERAL_TENANTS(403, "The token names several organizations"),
    TENANT_SUSPENDED(403, "The tenant is suspended"),
    NOT_FOUND(404, "Not found"),
    SOURCE_DISABLED(404, "The source is disabled"),
    METHOD_NOT_ALLOWED(405, "The method is not offered here"),
    NOT_ACCEPTABLE(406, "No representation fits the Accept header"),
    BODY_TIMEOUT(408, "The body did not arrive in time"),
    CONFLICT(409, "The current state does not allow this"),
    ALREADY_EXISTS(409, "It exists already"),
    IDEMPOTENCY_CONFLICT(409, "The idempotency key was used for another request"),
    SEGMENT_CYCLE(409, "The segments would refer to each other in a circle"),
    SEGMENT_IN_USE(409, "Other segments or audiences depend on it"),
    TIME_ZONE_FIXED(409, "The time zone was fixed by the first event"),
    RUN_NEEDS_CONFIRMATION(409, "The run would remove unusually many people"),
    GONE(410, "It is not kept any more"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not read here"),
    RATE_LIMITED(429, "Too many requests"),
    QUOTA_EXCEEDED(429, "The quota is spent"),
    INTERNAL(500, "Something failed on our side"),
    COLLECTOR_FULL(503, "The collector holds as much as it can"),
    BROKER_UNAVAILABLE(503, "The event log cannot take the write now"),
    STORE_UNAVAILABLE(503, "A store does not answer now"),
    UPSTREAM_UNAVAILABLE(503, "The service behind the gateway does not answer now"),
    IDENTITY_PROVIDER_UNAVAILABLE(503, "The identity provider does not answer now"),
    UPSTREAM_TIMEOUT(504, "The service behind the gateway took too long");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public URI uri() {
        return URI.create("urn:cdp:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
