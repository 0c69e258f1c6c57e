package io.tributary.segment.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON spelling of rules. {@code parse(print(tree))} is the canonical tree; errors carry JSON pointers. */
public final class RuleJson {

    private static final int MAX_CHARACTERS = 256 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final RuleError TOO_LARGE =
            RuleError.at("", "too-large", "a rule has at most " + MAX_CHARACTERS + " bytes", RuleLimits.SPLIT);
    private static final RuleError MALFORMED =
            RuleError.at("", "malformed-json", "the rule is not valid JSON", JsonRules.EXAMPLE);

    private RuleJson() {}

    /** Reads a rule; unknown keys, operators and types are errors. */
    public static RuleParse parse(JsonNode node) {
        var reader = new JsonRules();
        var condition = reader.condition(node, "", 0);
        return reader.errors().isEmpty()
                ? new RuleParse.Parsed(Canonical.of(condition))
                : new RuleParse.Invalid(reader.errors());
    }

    /** Reads a measure that is compared with nothing. */
    public static FigureParse parseFigure(JsonNode node) {
        var reader = new JsonRules();
        var figure = reader.figure(node);
        return figure != null && reader.errors().isEmpty()
                ? new FigureParse.Parsed(figure)
                : new FigureParse.Invalid(reader.errors());
    }

    /** Reads a rule from UTF-8 JSON. */
    public static RuleParse parse(byte[] json) {
        return json.length > MAX_CHARACTERS ? new RuleParse.Invalid(List.of(TOO_LARGE)) : read(json);
    }

    /** Reads a measure that is compared with nothing from UTF-8 JSON. */
    public static FigureParse parseFigure(byte[] json) {
        if (json.length > MAX_CHARACTERS) {
            return new FigureParse.Invalid(List.of(TOO_LARGE));
        }
        try {
            return parseFigure(JSON.readTree(json));
        } catch (JacksonException e) {
            return new FigureParse.Invalid(List.of(MALFORMED));
        }
    }

    private static RuleParse read(byte[] json) {
        try {
            return parse(JSON.readTree(json));
        } catch (JacksonException e) {
            return new RuleParse.Invalid(List.of(MALFORMED));
        }
    }

    /** Writes the canonical JSON of a rule, UTF-8. */
    public static byte[] print(Condition condition) {
        return new JsonPrinter().print(Canonical.of(condition)).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the JSON of a measure, UTF-8. */
    public static byte[] print(Figure figure) {
        return new JsonPrinter().print(figure).getBytes(StandardCharsets.UTF_8);
    }
}
