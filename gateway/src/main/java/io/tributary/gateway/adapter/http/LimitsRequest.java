package io.tributary.gateway.adapter.http;

import io.tributary.gateway.tenant.TenantLimits;
import org.jspecify.annotations.Nullable;

/** Limits as a caller writes them; what is left out is the installation's default. */
record LimitsRequest(
        @Nullable Long eventsPerSecond,
        @Nullable Integer eventBytes,
        @Nullable Integer batchBytes,
        @Nullable Integer batchEvents,
        @Nullable Integer nesting,
        @Nullable Integer members) {

    static TenantLimits limits(@Nullable LimitsRequest request) {
        return request == null
                ? TenantLimits.DEFAULTS
                : new TenantLimits(
                        request.eventsPerSecond() == null ? 0 : request.eventsPerSecond(),
                        orZero(request.eventBytes()),
                        orZero(request.batchBytes()),
                        orZero(request.batchEvents()),
                        orZero(request.nesting()),
                        orZero(request.members()));
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
