package io.tributary.gateway.adapter.http.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.tributary.gateway.limit.RequestBudget;
import java.time.Duration;

/**
 * One token bucket per key, in this process: with several gateways each lets through its own share. An idle key is
 * forgotten when its bucket is full again; beyond a hundred thousand keys the least used are.
 */
public final class TokenBuckets implements RequestBudget {

    private static final int MAX_KEYS = 100_000;
    private static final Duration FORGET_AFTER = Duration.ofSeconds(10);
    private static final Verdict GRANTED = new Verdict.Granted();

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(FORGET_AFTER)
            .build();
    private final int perSecond;
    private final Counter refused;

    /** Buckets that hold one second's worth and fill evenly. */
    public TokenBuckets(int perSecond, Counter refused) {
        this.perSecond = perSecond;
        this.refused = refused;
    }

    @Override
    public Verdict take(String key) {
        var bucket = buckets.get(
                key,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return GRANTED;
        }
        refused.increment();
        return new Verdict.Spent(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
