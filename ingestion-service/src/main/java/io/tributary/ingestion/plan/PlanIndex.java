package io.tributary.ingestion.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The enabled plans of every tenant, compiled, in memory; an event is judged by at most one. Bounded by what
 * {@link TrackingPlans} lets an installation keep. Safe for use by many threads; lookups never wait.
 */
public final class PlanIndex {

    private final PlanCompiler compiler;
    private final Map<String, TenantPlans> tenants = new ConcurrentHashMap<>();

    public PlanIndex(PlanCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * Takes a plan over unless this version or a newer one is known; a disabled one judges nothing. Returns whether it
     * makes sense: one that does not changes nothing.
     */
    public boolean take(TrackingPlan plan) {
        var known = tenants.get(plan.tenant());
        if (known != null && known.versionOf(plan.id()) >= plan.version()) {
            return true;
        }
        if (!plan.settings().enabled()) {
            put(plan, null);
            return true;
        }
        return switch (compiler.compile(plan)) {
            case PlanCompiler.Outcome.Compiled(var compiled) -> {
                put(plan, compiled);
                yield true;
            }
            case PlanCompiler.Outcome.Refused _ -> false;
        };
    }

    /** The plan that judges the source's events: the one that names it, else the one for all sources; null when none. */
    public @Nullable CompiledPlan of(String tenant, String sourceId) {
        var plans = tenants.get(tenant);
        return plans == null ? null : plans.of(sourceId);
    }

    private void put(TrackingPlan plan, @Nullable CompiledPlan compiled) {
        tenants.merge(
                plan.tenant(),
                TenantPlans.NONE.with(plan, compiled),
                (known, only) -> known.versionOf(plan.id()) >= plan.version() ? known : known.with(plan, compiled));
    }

    /** One tenant's plans; replaced as a whole, so that readers see one state. */
    private record TenantPlans(
            Map<String, Entry> byId,
            Map<String, CompiledPlan> bySource,
            @Nullable CompiledPlan forOthers) {

        static final TenantPlans NONE = new TenantPlans(Map.of(), Map.of(), null);

        private record Entry(
                int version, List<String> sources, @Nullable CompiledPlan compiled) {}

        int versionOf(String planId) {
            var entry = byId.get(planId);
            return entry == null ? 0 : entry.version;
        }

        @Nullable
        CompiledPlan of(String sourceId) {
            var own = bySource.get(sourceId);
            return own == null ? forOthers : own;
        }

        TenantPlans with(TrackingPlan plan, @Nullable CompiledPlan compiled) {
            // In the order of ids, so that every instance comes to the same answer should two plans want one source.
            var entries = new TreeMap<>(byId);
            entries.put(plan.id(), new Entry(plan.version(), plan.settings().sources(), compiled));
            var sources = new HashMap<String, CompiledPlan>();
            CompiledPlan others = null;
            for (var entry : entries.values()) {
                var ready = entry.compiled;
                if (ready == null) {
                    continue;
                }
                if (entry.sources.isEmpty()) {
                    others = others == null ? ready : others;
                }
                entry.sources.forEach(it -> sources.putIfAbsent(it, ready));
            }
            return new TenantPlans(Map.copyOf(entries), Map.copyOf(sources), others);
        }
    }
}
