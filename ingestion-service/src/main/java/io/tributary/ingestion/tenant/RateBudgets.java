package io.tributary.ingestion.tenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket per tenant and per source, each of one second's events. A request is let in while anything is left in
 * all of its buckets and may overdraw them, so that a large batch is not refused for ever; who overdraws waits until the
 * bucket is positive again.
 */
public final class RateBudgets {

    private static final double NANOS = 1e9;

    // What one overdraft can cost: a batch at a budget of one event a second would else be waited for the better part
    // of an hour.
    private static final long MAX_DEBT_SECONDS = 60;

    /** Whose events are counted, and how many there may be in a second; zero is no limit. */
    public record Budget(Owner owner, String id, long eventsPerSecond) {}

    /** Who can have a budget. */
    public enum Owner {
        TENANT,
        SOURCE
    }

    /** Why a request has to come again: whose budget is spent, and when something is left again. */
    public record Spent(Owner owner, Duration retryAfter) {}

    private record Key(Owner owner, String id) {}

    private final LongSupplier nanoTime;
    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

    /** Holds one bucket per limited tenant and source: bounded by those of the installation. */
    public RateBudgets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes {@code events} from every budget, or from none and says which has to be waited for longest. */
    public @Nullable Spent take(int events, List<Budget> budgets) {
        long now = nanoTime.getAsLong();
        Spent spent = null;
        for (var budget : budgets) {
            var wait = isLimited(budget) ? bucket(budget, now).waitAt(now, budget.eventsPerSecond()) : Duration.ZERO;
            if (wait.isPositive() && (spent == null || wait.compareTo(spent.retryAfter()) > 0)) {
                spent = new Spent(budget.owner(), wait);
            }
        }
        if (spent == null) {
            budgets.stream()
                    .filter(RateBudgets::isLimited)
                    .forEach(it -> bucket(it, now).take(events, it.eventsPerSecond()));
        }
        return spent;
    }

    private static boolean isLimited(Budget budget) {
        return budget.eventsPerSecond() > 0;
    }

    private Bucket bucket(Budget budget, long now) {
        return buckets.computeIfAbsent(
                new Key(budget.owner(), budget.id()), it -> new Bucket(now, budget.eventsPerSecond()));
    }

    private static final class Bucket {
        private long refilledAt;
        private double left;

        Bucket(long now, long perSecond) {
            this.refilledAt = now;
            this.left = perSecond;
        }

        synchronized Duration waitAt(long now, long perSecond) {
            left = Math.min((double) perSecond, left + Math.max(0, now - refilledAt) / NANOS * perSecond);
            refilledAt = Math.max(now, refilledAt);
            return left > 0 ? Duration.ZERO : Duration.ofNanos((long) ((1 - left) / perSecond * NANOS));
        }

        synchronized void take(int events, long perSecond) {
            left = Math.max(left - events, 1.0 - MAX_DEBT_SECONDS * perSecond);
        }
    }
}
