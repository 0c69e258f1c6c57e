package io.tributary.segment.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.preview.People.Count;
import io.tributary.segment.preview.Preview.Neighbour;
import io.tributary.segment.preview.Preview.Warning;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {

    private static final Condition RULE = parsed("plan = \"pro\"");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 0, nobody",
                "0, 1000, nobody",
                "1000, 1000, everybody",
                "99, 1000, small",
                "100, 1000, -",
                "500, 1000, -",
                "501, 1000, broad",
                "60, 100, small broad"
            })
    void warnsBySize(long count, long everybody, String expected) {
        var codes = codes(Warnings.of(RULE, counted(count, 0), everybody, List.of()));

        assertThat(codes).containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void warnsOfTheSamePeopleFromNineteenOfTwenty() {
        var same = new Neighbour("old", 1, 190, Overlap.of(200, 190, 190, 1_000));
        var similar = new Neighbour("other", 1, 189, Overlap.of(200, 189, 189, 1_000));

        var warnings = Warnings.of(RULE, counted(200, 0), 1_000, List.of(same, similar));

        assertThat(warnings).containsExactly(new Warning("same-people", "The segment old has nearly the same people."));
    }

    @Test
    void warnsOfGivenUpDetail() {
        assertThat(codes(Warnings.of(RULE, counted(200, 3), 1_000, List.of()))).containsExactly("overflowing");
    }

    private static Count counted(long count, long overflowing) {
        return new Count(count, 0, overflowing, Map.of(), List.of(), Map.of());
    }

    private static List<String> codes(List<Warning> warnings) {
        return warnings.stream().map(Warning::code).toList();
    }

    private static Condition parsed(String rule) {
        return ((RuleParse.Parsed) RuleText.parse(rule)).condition();
    }
}
