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

    private RuleJson() {}

    /** Reads a rule; unknown keys, operators and types are errors. */
    public static RuleParse parse(JsonNode node) {
        var reader = new JsonRules();
        var condition = reader.condition(node, "", 0);
        return reader.errors().isEmpty()
                ? new RuleParse.Parsed(Canonical.of(condition))
                : new RuleParse.Invalid(reader.errors());
    }

    /** Reads a rule from UTF-8 JSON. */
    public static RuleParse parse(byte[] json) {
        if (json.length > MAX_CHARACTERS) {
            return invalid("too-large", "a rule has at most " + MAX_CHARACTERS + " bytes");
        }
        try {
            return parse(JSON.readTree(json));
        } catch (JacksonException e) {
            return invalid("malformed-json", "the rule is not valid JSON");
        }
    }

    /** Writes the canonical JSON of a rule, UTF-8. */
    public static byte[] print(Condition condition) {
        return new JsonPrinter().print(Canonical.of(condition)).getBytes(StandardCharsets.UTF_8);
    }

    private static RuleParse.Invalid invalid(String rule, String message) {
        return new RuleParse.Invalid(List.of(RuleError.at("", rule, message, null)));
    }
}
