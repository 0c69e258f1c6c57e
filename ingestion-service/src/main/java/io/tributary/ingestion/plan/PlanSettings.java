package io.tributary.ingestion.plan;

import java.util.List;

/**
 * What people decide about a plan beside its rules.
 *
 * @param sources ids of the sources that it judges; empty means every source that no other plan names
 */
public record PlanSettings(String name, boolean enabled, List<String> sources) {

    public PlanSettings {
        sources = List.copyOf(sources);
    }
}
