package io.tributary.ingestion.tenant;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket per tenant, of one second's events. A request is let in while anything is left and may overdraw, so that
 * a large batch is not refused for ever; who overdraws waits until the bucket is positive again.
 */
public final class RateBudgets {

    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** One bucket per tenant that has a limit: bounded by the tenants of the installation. */
    public RateBudgets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes {@code events}; returns how long to wait instead, or zero when they are let in. */
    public Duration take(TenantState tenant, int events) {
        if (tenant.eventsPerSecond() <= 0) {
            return Duration.ZERO;
        }
        return buckets.computeIfAbsent(
                        tenant.tenant(), it -> new Bucket(nanoTime.getAsLong(), tenant.eventsPerSecond()))
                .take(events, tenant.eventsPerSecond(), nanoTime.getAsLong());
    }

    private static final class Bucket {
        private long refilledAt;
        private double left;

        Bucket(long now, long perSecond) {
            this.refilledAt = now;
            this.left = perSecond;
        }

        synchronized Duration take(int events, long perSecond, long now) {
            left = Math.min((double) perSecond, left + (now - refilledAt) / NANOS * perSecond);
            refilledAt = now;
            if (left <= 0) {
                return Duration.ofNanos((long) ((1 - left) / perSecond * NANOS));
            }
            left -= events;
            return Duration.ZERO;
        }
    }
}
