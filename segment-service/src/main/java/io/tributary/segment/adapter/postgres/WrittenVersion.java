package io.tributary.segment.adapter.postgres;

import io.tributary.segment.privacy.TellingValues;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a marketer wrote in one version of a segment.
 *
 * @param words name, owner, purpose, outcome and cadence
 * @param rule JSON
 */
record WrittenVersion(
        String key, int version, List<String> words, List<String> tags, List<String> actions, String rule) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static WrittenVersion of(ResultSet row) throws SQLException {
        return new WrittenVersion(
                row.getString("key"),
                row.getInt("version"),
                List.of(
                        row.getString("name"),
                        row.getString("owner"),
                        row.getString("purpose"),
                        row.getString("outcome"),
                        row.getString("cadence")),
                List.of((String[]) row.getArray("tags").getArray()),
                List.of((String[]) row.getArray("actions").getArray()),
                row.getString("rule"));
    }

    boolean holds(TellingValues values) {
        return Stream.of(words, tags, actions).flatMap(List::stream).anyMatch(values::in)
                || !JSON.readTree(rule).equals(without(JSON.readTree(rule), values));
    }

    WrittenVersion without(TellingValues values) {
        return new WrittenVersion(
                key,
                version,
                words.stream().map(values::without).toList(),
                tags.stream().map(values::without).toList(),
                actions.stream().map(values::without).toList(),
                without(JSON.readTree(rule), values).toString());
    }

    /** Names the rule as it is now. */
    String ruleHash() {
        return switch (RuleJson.parse(rule.getBytes(StandardCharsets.UTF_8))) {
            case RuleParse.Parsed(var condition) -> Canonical.sha256(condition);
            case RuleParse.Invalid(var errors) ->
                throw new IllegalStateException("a rule no longer parses without a value: "
                        + errors.getFirst().rule());
        };
    }

    /** The same tree, without the values in any of its texts. */
    static JsonNode without(JsonNode node, TellingValues values) {
        if (node.isString()) {
            return NODES.stringNode(values.without(node.stringValue()));
        }
        if (node.isArray()) {
            var array = NODES.arrayNode();
            node.forEach(it -> array.add(without(it, values)));
            return array;
        }
        if (node.isObject()) {
            var object = NODES.objectNode();
            node.properties().forEach(it -> object.set(it.getKey(), without(it.getValue(), values)));
            return object;
        }
        return node;
    }
}
