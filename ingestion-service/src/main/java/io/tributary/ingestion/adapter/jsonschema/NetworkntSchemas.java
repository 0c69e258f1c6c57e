package io.tributary.ingestion.adapter.jsonschema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import io.tributary.ingestion.plan.schema.Compilation;
import io.tributary.ingestion.plan.schema.PlanProblem;
import io.tributary.ingestion.plan.schema.SchemaBounds;
import io.tributary.ingestion.plan.schema.SchemaBounds.Measured;
import io.tributary.ingestion.plan.schema.SchemaCompiler;
import io.tributary.ingestion.plan.schema.SchemaDraft;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Compiles schemas that are within {@link SchemaBounds}. The validator works on trees of Jackson 2, which live in this
 * package only. Formats are asserted in both drafts; nothing is fetched: the only schemas it can load are its own.
 */
public final class NetworkntSchemas implements SchemaCompiler {

    static final ObjectMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int MAX_PROBLEMS = 20;

    private final Map<SchemaDraft, SchemaRegistry> registries = new EnumMap<>(SchemaDraft.class);
    private final Map<SchemaDraft, Schema> metaSchemas = new EnumMap<>(SchemaDraft.class);

    public NetworkntSchemas() {
        for (var draft : SchemaDraft.values()) {
            var registry = registry(draft);
            registries.put(draft, registry);
            var meta = registry.getSchema(SchemaLocation.of(dialect(draft).getId()));
            meta.initializeValidators();
            metaSchemas.put(draft, meta);
        }
    }

    @Override
    public Compilation compile(JsonNode schema) {
        var problems = new ArrayList<PlanProblem>();
        var measured = SchemaBounds.measure(schema, problems);
        if (measured == null) {
            return new Compilation.Refused(problems);
        }
        measured.patterns().forEach((place, pattern) -> {
            var wrong = LinearPattern.whatIsWrong(pattern);
            if (wrong != null && problems.size() < MAX_PROBLEMS) {
                problems.add(new PlanProblem(place, "pattern", wrong));
            }
        });
        return problems.isEmpty() ? compile(schema, measured) : new Compilation.Refused(problems);
    }

    private Compilation compile(JsonNode schema, Measured measured) {
        try {
            var tree = TREES.readTree(schema.toString());
            var problems = metaProblems(tree, measured.draft());
            if (!problems.isEmpty()) {
                return new Compilation.Refused(problems);
            }
            var compiled = registry(measured.draft()).getSchema(tree);
            compiled.initializeValidators();
            return new Compilation.Compiled(new NetworkntSchema(compiled, measured));
        } catch (JsonProcessingException | SchemaException | IllegalArgumentException e) {
            return new Compilation.Refused(
                    List.of(new PlanProblem("", "schema", "The schema cannot be used: it contradicts its draft.")));
        }
    }

    private List<PlanProblem> metaProblems(com.fasterxml.jackson.databind.JsonNode tree, SchemaDraft draft) {
        var meta = metaSchemas.get(draft);
        if (meta == null) {
            throw new IllegalStateException("every draft has its own schema");
        }
        return meta.validate(tree).stream()
                .limit(MAX_PROBLEMS)
                .map(it -> new PlanProblem(
                        it.getInstanceLocation().toString(),
                        String.valueOf(it.getKeyword()),
                        "The keyword's value is not one that the draft allows."))
                .toList();
    }

    /** A registry of its own for each schema, so that none is kept after its plan is gone and none can see another. */
    private static SchemaRegistry registry(SchemaDraft draft) {
        var config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .losslessNarrowing(true)
                .preloadSchema(true)
                .regularExpressionFactory(LinearPattern.FACTORY)
                .build();
        return SchemaRegistry.withDialect(
                dialect(draft),
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
    }

    private static Dialect dialect(SchemaDraft draft) {
        var whole = switch (draft) {
            case DRAFT_07 -> Dialects.getDraft7();
            case DRAFT_2020_12 -> Dialects.getDraft202012();
        };
        return Dialect.builder(whole)
                .formats(formats -> formats.replaceAll((name, format) -> new BoundedFormat(format)))
                .build();
    }
}
