package io.tributary.ingestion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.JsonCopy;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledPlanTest {

    private static final String SCHEMA = """
            {"type":"object","required":["revenue"],"properties":{
              "revenue":{"type":"number","minimum":0},
              "currency":{"enum":["EUR","USD"]},
              "mail":{"type":"string","format":"email"},
              "products":{"type":"array","items":{"type":"object","properties":{"price":{"type":"number"}},"required":["sku"]}},
              "delivery":{"anyOf":[{"type":"string"},{"type":"object","properties":{"day":{"type":"string"}},"required":["day"]}]}}}""";

    @Test
    void keepsAnEventThatThePlanExpects() {
        var plan = Plans.compiled(rule("block", "block"));

        var verdict =
                plan.judge(Plans.track("Order", "{\"revenue\":1.5,\"currency\":\"EUR\",\"products\":[{\"sku\":1}]}"));

        assertThat(verdict).isInstanceOf(PlanVerdict.Kept.class);
        assertThat(verdict.findings().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"currency":"EUR"}                                   | revenue          | required | absent  | /revenue
            {"revenue":"much"}                                   | revenue          | type     | string  | /revenue
            {"revenue":-1}                                       | revenue          | minimum  | integer | /revenue
            {"revenue":1,"currency":"GBP"}                       | currency         | enum     | string  | /currency
            {"revenue":1,"mail":"nobody"}                        | mail             | format   | string  | /mail
            {"revenue":1,"products":{}}                          | products         | type     | object  | /products
            {"revenue":1,"products":[{"sku":1},{"price":1}]}     | products[].sku   | required | absent  | /products/1/sku
            {"revenue":1,"products":[{"sku":1,"price":"x"}]}     | products[].price | type     | string  | /products/0/price
            """)
    void blocksWithTheRuleAndThePlace(String properties, String path, String rule, String found, String pointer) {
        var blocked =
                (PlanVerdict.Blocked) Plans.compiled(rule("block", "allow")).judge(Plans.track("Order", properties));

        assertThat(blocked.findings().faults()).containsExactly(new PlanFault(path, rule, PlanAction.BLOCK, found));
        assertThat(blocked.pointer()).isEqualTo(pointer);
        assertThat(blocked.rule()).isEqualTo(rule);
        assertThat(blocked.findings().planId()).isEqualTo("p-1");
        assertThat(blocked.findings().event()).isEqualTo("Order");
    }

    @ParameterizedTest
    @CsvSource({"allow", "warn"})
    void keepsWhatIsOnlyAllowedOrWarnedOf(String action) {
        var verdict = Plans.compiled(rule(action, "allow")).judge(Plans.track("Order", "{\"revenue\":\"x\"}"));

        assertThat(verdict).isInstanceOf(PlanVerdict.Kept.class);
        assertThat(verdict.findings().faults())
                .containsExactly(
                        new PlanFault("revenue", "type", Objects.requireNonNull(PlanAction.named(action)), "string"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"revenue":"x","currency":"EUR"}                      | {"currency":"EUR"}
            {"revenue":1, "products":[{"sku":1,"price":"x"},{"sku":2,"price":2.50}]} | {"revenue":1,"products":[{"sku":1},{"sku":2,"price":2.50}]}
            {"revenue":1,"products":[{"sku":1},7,{"sku":2}]}      | {"revenue":1,"products":[{"sku":1},{"sku":2}]}
            {"revenue":1,"delivery":{"day":7}}                    | {"revenue":1}
            """)
    void omitsTheOffendingValueAndNothingElse(String properties, String kept) {
        var track = Plans.track("Order", properties);

        var trimmed =
                (PlanVerdict.Trimmed) Plans.compiled(rule("omit", "allow")).judge(track);

        assertThat(trimmed(track, trimmed)).isEqualTo(kept);
    }

    @Test
    void acceptsWithoutOmittingWhatIsMissing() {
        var verdict = Plans.compiled(rule("omit", "allow")).judge(Plans.track("Order", "{\"currency\":\"EUR\"}"));

        assertThat(verdict).isInstanceOf(PlanVerdict.Kept.class);
        assertThat(verdict.findings().faults()).hasSize(1);
    }

    @Test
    void judgesPropertiesThatThePlanDoesNotName() {
        var track = Plans.track("Order", "{\"revenue\":1,\"secret\":\"x\",\"more\":{}}");

        var omitted = (PlanVerdict.Trimmed) Plans.compiled(rule("warn", "omit")).judge(track);
        var blocked =
                (PlanVerdict.Blocked) Plans.compiled(rule("warn", "block")).judge(track);
        var allowed = Plans.compiled(rule("warn", "allow")).judge(track);

        assertThat(trimmed(track, omitted)).isEqualTo("{\"revenue\":1}");
        assertThat(omitted.members()).containsExactly("secret", "more");
        assertThat(blocked.rule()).isEqualTo("unplanned-property");
        assertThat(blocked.pointer()).isEqualTo("/secret");
        assertThat(allowed.findings().faults())
                .containsExactly(
                        new PlanFault("secret", "unplanned-property", PlanAction.ALLOW, "string"),
                        new PlanFault("more", "unplanned-property", PlanAction.ALLOW, "object"));
    }

    @Test
    void namesPropertiesThroughReferencesChoicesAndPatterns() {
        var plan = Plans.compiled("""
                {"unplannedProperties":"block","events":{"E":{"schema":{
                  "$defs":{"base":{"properties":{"a":{}}}},
                  "allOf":[{"$ref":"#/$defs/base"},{"anyOf":[{"properties":{"b":{}}}]}],
                  "patternProperties":{"^utm_":{}}}}}}""");

        assertThat(plan.judge(Plans.track("E", "{\"a\":1,\"b\":2,\"utm_source\":\"x\"}")))
                .isInstanceOf(PlanVerdict.Kept.class);
        assertThat(plan.judge(Plans.track("E", "{\"c\":1}"))).isInstanceOf(PlanVerdict.Blocked.class);
    }

    @Test
    void decidesAboutEventsThatItDoesNotName() {
        var blocked = (PlanVerdict.Blocked)
                Plans.compiled("{\"unplannedEvents\":\"block\"}").judge(Plans.track("Other", "{}"));
        var warned = Plans.compiled("{\"unplannedEvents\":\"warn\"}").judge(Plans.track("Other", "{}"));

        assertThat(blocked.rule()).isEqualTo("unplanned-event");
        assertThat(warned).isInstanceOf(PlanVerdict.Kept.class);
        assertThat(warned.findings().faults())
                .containsExactly(new PlanFault("", "unplanned-event", PlanAction.WARN, "object"));
    }

    @Test
    void judgesTheOtherCallsByTheirType() {
        var plan = Plans.compiled("""
                {"identify":{"action":"block","schema":{"required":["plan"]}},
                 "group":{"action":"block","schema":{"required":["plan"]}},
                 "page":{"action":"block","schema":{"required":["title"]}}}""");

        assertThat(plan.judge(new Call.Identify(null))).isInstanceOf(PlanVerdict.Blocked.class);
        assertThat(plan.judge(new Call.Identify(json("{\"plan\":1}")))).isInstanceOf(PlanVerdict.Kept.class);
        assertThat(plan.judge(new Call.Group("g", null))).isInstanceOf(PlanVerdict.Blocked.class);
        assertThat(plan.judge(new Call.Page("", json("{\"title\":1}")))).isInstanceOf(PlanVerdict.Kept.class);
        assertThat(plan.judge(new Call.Screen("", null)).findings()).isEqualTo(Findings.NONE);
        assertThat(plan.judge(new Call.Alias("p")).findings()).isEqualTo(Findings.NONE);
    }

    @Test
    void tellsNeitherStrangeNamesNorMoreFaultsThanItMay() {
        var plan = Plans.compiled(rule("warn", "warn"));
        var many = new StringBuilder("{\"revenue\":1,\"anna@example.com\":1");
        for (int index = 0; index < 30; index++) {
            many.append(",\"k").append(index).append("\":1");
        }

        var findings = plan.judge(Plans.track("Order", many + "}")).findings();

        assertThat(findings.faults()).hasSize(20);
        assertThat(findings.more()).isEqualTo(11);
        assertThat(findings.faults())
                .extracting(PlanFault::property)
                .contains("(other)")
                .doesNotContain("anna@example.com");
    }

    private static String rule(String action, String unplanned) {
        return "{\"events\":{\"Order\":{\"action\":\"" + action + "\",\"unplannedProperties\":\"" + unplanned
                + "\",\"schema\":" + SCHEMA + "}}}";
    }

    private static String trimmed(Call.Track track, PlanVerdict.Trimmed verdict) {
        var properties = track.properties();
        return properties == null
                ? ""
                : JsonCopy.of(properties, verdict.omissions(), it -> it).toString();
    }

    private static JsonBytes json(String text) {
        return JsonBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesEveryProblemOfAPlanWithItsPlace() {
        assertThat(Plans.problems("""
                        {"unplannedEvents":"omit","unplannedProperties":"drop","identify":[],
                         "events":{"A/B":{"action":"stop","colour":"red","schema":7},"":{}}}"""))
                .extracting(it -> it.pointer() + " " + it.rule())
                .containsExactlyInAnyOrder(
                        "/unplannedProperties action",
                        "/unplannedEvents action",
                        "/identify type",
                        "/events/A~1B/colour unknown-field",
                        "/events/A~1B/action action",
                        "/events/A~1B/schema type",
                        "/events name");
        assertThat(Plans.problems("{\"events\":[]}")).hasSize(1);
        assertThat(Plans.problems("{\"events\":{\"E\":{\"schema\":{\"type\":\"strin\"}}}}"))
                .extracting(it -> it.pointer())
                .allMatch(it -> it.startsWith("/events/E/schema/type"))
                .isNotEmpty();
        assertThat(List.copyOf(Plans.problems("{\"events\":{\"E\":{\"schema\":{\"pattern\":\"(?=x)\"}}}}")))
                .extracting(it -> it.pointer() + " " + it.rule())
                .containsExactly("/events/E/schema/pattern pattern");
    }
}
