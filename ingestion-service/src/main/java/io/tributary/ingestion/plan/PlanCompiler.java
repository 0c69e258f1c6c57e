package io.tributary.ingestion.plan;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.plan.schema.Compilation;
import io.tributary.ingestion.plan.schema.CompiledSchema;
import io.tributary.ingestion.plan.schema.PlanProblem;
import io.tributary.ingestion.plan.schema.SchemaCompiler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes rules ready to judge by, or says what is wrong with them, with a pointer to each place. */
public final class PlanCompiler {

    /** One plan travels in one record, and all plans of an installation in the memory of each instance. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_PROBLEMS = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final SchemaCompiler schemas;

    public PlanCompiler(SchemaCompiler schemas) {
        this.schemas = schemas;
    }

    /** What came of compiling rules. */
    public sealed interface Outcome {

        record Compiled(CompiledPlan plan) implements Outcome {}

        record Refused(List<PlanProblem> problems) implements Outcome {}
    }

    public Outcome compile(TrackingPlan plan) {
        if (plan.rules().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return new Outcome.Refused(List.of(
                    new PlanProblem("", "size", "A plan has at most " + MAX_BYTES + " bytes: split it by source.")));
        }
        var problems = new ArrayList<PlanProblem>();
        var rules = read(plan.rules(), problems);
        var compiled = rules == null || !problems.isEmpty() ? null : compile(rules, problems);
        return compiled == null || !problems.isEmpty()
                ? new Outcome.Refused(List.copyOf(problems.subList(0, Math.min(MAX_PROBLEMS, problems.size()))))
                : new Outcome.Compiled(new CompiledPlan(plan.id(), plan.version(), compiled));
    }

    private static @Nullable PlanRules read(String rules, List<PlanProblem> problems) {
        try {
            return RulesReader.read(JSON.readTree(rules), problems);
        } catch (JacksonException e) {
            problems.add(new PlanProblem("", "json", "The rules are no JSON."));
            return null;
        }
    }

    private CompiledPlan.Rules compile(PlanRules rules, List<PlanProblem> problems) {
        Map<String, CompiledRule> events = new HashMap<>();
        rules.events().forEach((name, rule) -> {
            var compiled = compile(rule, "/events" + PlanProblem.token(name), problems);
            if (compiled != null) {
                events.put(name, compiled);
            }
        });
        Map<CallType, CompiledRule> calls = new EnumMap<>(CallType.class);
        rules.calls().forEach((type, rule) -> {
            var compiled = compile(rule, "/" + type.wireName(), problems);
            if (compiled != null) {
                calls.put(type, compiled);
            }
        });
        return new CompiledPlan.Rules(Map.copyOf(events), calls, rules.unplannedEvents());
    }

    private @Nullable CompiledRule compile(PlanRules.Rule rule, String pointer, List<PlanProblem> problems) {
        if (problems.size() >= MAX_PROBLEMS) {
            return null;
        }
        var schema = compile(rule.schema(), pointer + "/schema", problems);
        return schema == null ? null : new CompiledRule(rule.action(), rule.unplanned(), schema);
    }

    private @Nullable CompiledSchema compile(JsonNode schema, String pointer, List<PlanProblem> problems) {
        return switch (schemas.compile(schema)) {
            case Compilation.Compiled compiled -> compiled.schema();
            case Compilation.Refused refused -> {
                refused.problems().forEach(it -> problems.add(it.under(pointer)));
                yield null;
            }
        };
    }
}
