package io.tributary.ingestion.plan;

import io.tributary.ingestion.adapter.jsonschema.NetworkntSchemas;
import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.plan.schema.PlanProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Plans for tests, compiled by the real engine. */
public final class Plans {

    public static final PlanCompiler COMPILER = new PlanCompiler(new NetworkntSchemas());

    private Plans() {}

    public static TrackingPlan plan(String id, int version, String rules, String... sources) {
        return new TrackingPlan(
                "acme", id, version, new PlanSettings("Plan", true, List.of(sources)), rules, Instant.EPOCH);
    }

    /** An index that judges every source of the tenant {@code acme} by these rules. */
    public static PlanIndex judgingAll(String rules) {
        var index = new PlanIndex(COMPILER);
        if (!index.take(plan("p-1", 1, rules))) {
            throw new IllegalArgumentException(problems(rules).toString());
        }
        return index;
    }

    static CompiledPlan compiled(String rules) {
        return switch (COMPILER.compile(plan("p-1", 1, rules))) {
            case PlanCompiler.Outcome.Compiled(var plan) -> plan;
            case PlanCompiler.Outcome.Refused(var problems) -> throw new IllegalArgumentException(problems.toString());
        };
    }

    static List<PlanProblem> problems(String rules) {
        return switch (COMPILER.compile(plan("p-1", 1, rules))) {
            case PlanCompiler.Outcome.Compiled _ -> List.of();
            case PlanCompiler.Outcome.Refused(var problems) -> problems;
        };
    }

    static Call.Track track(String event, String properties) {
        return new Call.Track(event, JsonBytes.of(properties.getBytes(StandardCharsets.UTF_8)));
    }
}
