package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"trait\":\"country\",\"op\":\"equals\",\"value\":\"DE\"}|/op|unknown-operator",
                "{\"all\":[{\"trait\":\"a\",\"op\":\"exists\"},{\"trait\":\"b\",\"op\":\"gt\",\"value\":\"x\"}]}|/all/1/value|operand-type",
                "{\"event\":\"A\",\"measure\":\"cuont\",\"op\":\"gte\",\"value\":1,\"window\":{\"ever\":true}}|/measure|unknown-measure",
                "{\"event\":\"A\",\"measure\":\"count\",\"op\":\"gte\",\"value\":1,\"window\":{\"last\":\"3w\"}}|/window/last|duration-expected",
                "{\"event\":\"A\",\"measure\":\"count\",\"op\":\"gte\",\"value\":1}|/window|window-expected",
                "{\"event\":\"A\",\"measure\":\"count\",\"op\":\"in\",\"value\":1,\"window\":{\"ever\":true}}|/op|unknown-operator",
                "{\"trait\":\"a\",\"op\":\"eq\",\"value\":1,\"extra\":2}|/extra|unknown-key",
                "{\"al\":[]}|''|unknown-condition",
                "{\"all\":[]}|/all|conditions-expected",
                "{\"not\":3}|/not|not-a-condition",
                "{\"consent\":\"x\",\"is\":\"maybe\"}|/is|consent-state",
                "{\"trait\":\"a\"|''|malformed-json",
                "{\"trait\":\"a\",\"op\":\"eq\",\"op\":\"ne\",\"value\":1}|''|malformed-json"
            })
    void pointsToWhatIsWrong(String json, String pointer, String rule) {
        var parse = RuleJson.parse(json.getBytes(StandardCharsets.UTF_8));

        assertThat(parse)
                .isInstanceOfSatisfying(
                        RuleParse.Invalid.class,
                        it -> assertThat(it.errors())
                                .first()
                                .extracting(RuleError::pointer, RuleError::rule)
                                .containsExactly(pointer, rule));
    }

    @Test
    void guessesWhatAnOperatorWasMeantToBe() {
        var parse = RuleJson.parse(
                "{\"trait\":\"a\",\"op\":\"startWith\",\"value\":\"x\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(parse)
                .isInstanceOfSatisfying(
                        RuleParse.Invalid.class,
                        it -> assertThat(it.errors().getFirst())
                                .isEqualTo(new RuleError(
                                        "/op",
                                        -1,
                                        "unknown-operator",
                                        "\"startWith\" is not an operator that is known here",
                                        "did you mean \"startsWith\"?")));
    }

    @Test
    void namesAllErrorsAtOnce() {
        var json =
                "{\"any\":[{\"trait\":\"a\",\"op\":\"x\"},{\"segment\":\"\"},{\"score\":\"s\",\"op\":\"gte\",\"value\":true}]}";

        var parse = RuleJson.parse(json.getBytes(StandardCharsets.UTF_8));

        assertThat(parse)
                .isInstanceOfSatisfying(
                        RuleParse.Invalid.class,
                        it -> assertThat(it.errors())
                                .extracting(RuleError::pointer)
                                .containsExactly("/any/0/op", "/any/1/segment", "/any/2/value"));
    }

    @Test
    void unfoldsGroupsThatMeanTheSame() {
        var trait = new Condition.TraitTest(
                new PropertyPath("a"), new io.tributary.segment.rule.Test(Operator.EXISTS, null));
        var segment = new Condition.SegmentRef("s");
        var nested = new Condition.All(
                List.of(new Condition.All(List.of(trait, segment)), new Condition.Any(List.of(segment))));

        var canonical = Canonical.of(nested);

        assertThat(canonical).isEqualTo(new Condition.All(List.of(trait, segment, segment)));
        assertThat(Canonical.sha256(nested))
                .isEqualTo(Canonical.sha256(canonical))
                .hasSize(64);
    }
}
