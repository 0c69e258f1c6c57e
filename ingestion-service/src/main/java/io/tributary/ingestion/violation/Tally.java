package io.tributary.ingestion.violation;

import io.tributary.ingestion.plan.PlanAction;
import io.tributary.ingestion.plan.PlanFault;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import io.tributary.ingestion.violation.ViolationKey.PlanVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts violations in memory until they are written. Tells at most {@link #MAX_KEYS} of a tenant apart in between; what
 * is more is counted in the plan's overflow. Safe for use by many threads; tenants do not wait for each other.
 */
public final class Tally {

    static final int MAX_KEYS = 2_000;

    private final Map<String, TenantTally> tenants = new ConcurrentHashMap<>();

    /**
     * One judged event.
     *
     * @param badRowId null unless it was refused
     */
    public record Seen(
            String tenant,
            String sourceId,
            String messageId,
            Instant at,
            @Nullable String badRowId) {}

    public void count(Seen seen, Findings findings) {
        if (findings.isEmpty()) {
            return;
        }
        var plan = new PlanVersion(seen.tenant(), findings.planId(), findings.version());
        var counted = new ArrayList<Violation>(findings.faults().size() + 1);
        for (var fault : findings.faults()) {
            var key = new ViolationKey(
                    plan, seen.sourceId(), findings.event(), fault.property(), fault.rule(), fault.action());
            counted.add(new Violation(key, 1, seen.at(), seen.at(), samples(seen, fault)));
        }
        if (findings.more() > 0) {
            counted.add(new Violation(ViolationKey.overflow(plan), findings.more(), seen.at(), seen.at(), List.of()));
        }
        of(seen.tenant()).add(counted);
    }

    private static List<Violation.Sample> samples(Seen seen, PlanFault fault) {
        return fault.action() == PlanAction.ALLOW
                ? List.of()
                : List.of(new Violation.Sample(seen.messageId(), seen.at(), fault.found(), seen.badRowId()));
    }

    /** Takes everything that was counted so far out, to be written. */
    public List<Violation> drain() {
        var drained = new ArrayList<Violation>();
        tenants.values().forEach(it -> drained.addAll(it.drain()));
        return drained;
    }

    /** Takes back what could not be written. */
    public void giveBack(List<Violation> unwritten) {
        unwritten.forEach(it -> of(it.key().plan().tenant()).add(List.of(it)));
    }

    private TenantTally of(String tenant) {
        return tenants.computeIfAbsent(tenant, it -> new TenantTally());
    }

    private static final class TenantTally {

        private final Map<ViolationKey, Violation> counts = new HashMap<>();

        synchronized void add(List<Violation> counted) {
            for (var one : counted) {
                boolean fits = counts.size() < MAX_KEYS || counts.containsKey(one.key());
                var kept = fits || one.key().isOverflow() ? one : overflowing(one);
                counts.merge(kept.key(), kept, Violation::plus);
            }
        }

        synchronized List<Violation> drain() {
            var drained = List.copyOf(counts.values());
            counts.clear();
            return drained;
        }
    }

    static Violation overflowing(Violation one) {
        return new Violation(
                ViolationKey.overflow(one.key().plan()), one.count(), one.firstSeen(), one.lastSeen(), List.of());
    }
}
