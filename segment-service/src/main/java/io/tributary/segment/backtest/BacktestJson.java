package io.tributary.segment.backtest;

import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import tools.jackson.databind.json.JsonMapper;

/** What the job keeps of a back-test, as JSON. */
final class BacktestJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private BacktestJson() {}

    static String print(BacktestPlan plan) {
        var node = JSON.createObjectNode();
        node.put("meaning", plan.meaning())
                .put("from", plan.from().toString())
                .put("to", plan.to().toString())
                .put("zone", plan.zone().getId())
                .set("rule", JSON.readTree(RuleJson.print(plan.rule())));
        return node.toString();
    }

    static BacktestPlan plan(String json) {
        var node = JSON.readTree(json);
        var rule = switch (RuleJson.parse(node.path("rule").toString().getBytes(StandardCharsets.UTF_8))) {
            case RuleParse.Parsed(var condition) -> condition;
            case RuleParse.Invalid(var errors) ->
                throw new IllegalStateException("a stored rule cannot be read: " + errors.size() + " errors");
        };
        return new BacktestPlan(
                rule,
                node.path("meaning").asString(),
                LocalDate.parse(node.path("from").asString()),
                LocalDate.parse(node.path("to").asString()),
                ZoneId.of(node.path("zone").asString()));
    }

    static String print(BacktestReport report) {
        return JSON.writeValueAsString(report);
    }

    static BacktestReport report(String json) {
        return JSON.readValue(json, BacktestReport.class);
    }
}
