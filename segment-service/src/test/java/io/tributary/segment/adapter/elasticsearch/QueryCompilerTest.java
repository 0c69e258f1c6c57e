package io.tributary.segment.adapter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCompilerTest {

    private static final Instant NOW = Instant.parse("2011-12-09T20:00:00.500Z");

    private final QueryCompiler compiler = new QueryCompiler(NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country = \"DE\"",
                "not country in (\"DE\", \"FR\")",
                "count(\"Order Completed\") >= 2 in last 30 days",
                "count(\"Order Completed\") = 0 in last 36 hours",
                "consent(\"email_marketing\") = granted and has identifier email",
                "first(\"Order Completed\") in last 30 days"
            })
    void answersWithoutLookingAtAnybody(String rule) {
        assertThat(compiler.compile(parse(rule)).isExact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(\"Order Completed\".revenue) >= 1000 in last 90 days",
                "avg(\"Order Completed\".revenue) > 10 in last 90 days",
                "createdAt in last 30 days",
                "age(birthday) >= 18"
            })
    void leavesSomeToBeLookedAt(String rule) {
        assertThat(compiler.compile(parse(rule)).isExact()).isFalse();
    }

    @Test
    void swapsLowAndHighUnderNot() {
        var bounds = compiler.compile(parse("age(birthday) >= 18"));
        var negated = compiler.compile(parse("not age(birthday) >= 18"));

        assertThat(negated.high().isMatchAll()).isTrue();
        assertThat(negated.low().toString())
                .isEqualTo(Bounds.negation(bounds.high()).toString());
    }

    @Test
    void comparesASumInMinorUnitsOnBothSidesOfItsBound() {
        var bounds = compiler.compile(parse("sum(\"Order Completed\".revenue) >= 1000 in last 90 days"));

        assertThat(bounds.low().toString()).contains("\"min_score\":100010.0");
        assertThat(bounds.high().toString()).contains("\"min_score\":99990.0");
    }

    @Test
    void beginsCalendarWindowsAtTheZonesMidnightAndRollingOnesAtTheSecond() {
        var berlin = ZoneId.of("Europe/Berlin");

        var days = TimeRange.of(new Window.LastDays(30), NOW, ZoneOffset.UTC);
        var inBerlin = TimeRange.of(new Window.LastDays(30), NOW, berlin);
        var hours = TimeRange.of(new Window.LastDuration(Duration.ofHours(36)), NOW, ZoneOffset.UTC);
        var between = TimeRange.of(new Window.Between(90, 30), NOW, ZoneOffset.UTC);

        assertThat(days).isEqualTo(new TimeRange(at("2011-11-10T00:00:00Z"), at("2011-12-09T20:00:00Z")));
        assertThat(inBerlin.from()).isEqualTo(at("2011-11-09T23:00:00Z"));
        // At half past the second, an event of the very second 36 hours ago no longer counts.
        assertThat(hours.from()).isEqualTo(at("2011-12-08T08:00:01Z"));
        assertThat(between).isEqualTo(new TimeRange(at("2011-09-10T00:00:00Z"), at("2011-11-08T23:59:59Z")));
    }

    @Test
    void asksForNobodyWhereASegmentIsLeft() {
        var bounds = compiler.compile(new Condition.All(List.of(
                new Condition.SegmentRef("gone"),
                new Condition.FirstEvent(EventFilter.named("E"), new Window.Ever()))));

        assertThat(bounds.high().isMatchNone()).isTrue();
    }

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private static Condition parse(String text) {
        return switch (RuleText.parse(text)) {
            case RuleParse.Parsed(var condition) -> condition;
            case RuleParse.Invalid(var errors) -> throw new IllegalArgumentException(errors.toString());
        };
    }
}
