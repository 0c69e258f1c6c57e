package io.tributary.segment.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.backtest.BacktestReport.Day;
import io.tributary.segment.preview.Preview.Warning;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestReportTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-26T23:30:00Z");

    @Test
    void looksAtWholeDaysBeforeTodayEachAtItsEnd() {
        var plan = plan("country = \"DE\"", 90);

        assertThat(plan.from()).isEqualTo(LocalDate.parse("2026-08-29"));
        assertThat(plan.to()).isEqualTo(LocalDate.parse("2026-11-26"));
        assertThat(plan.days()).isEqualTo(90);
        // The clock goes back on the 25th of October: that day has 25 hours.
        assertThat(plan.atEndOf(LocalDate.parse("2026-10-24"), plan.rule()).asOf())
                .isEqualTo("2026-10-24T21:59:59.999Z");
        assertThat(plan.atEndOf(LocalDate.parse("2026-10-25"), plan.rule()).asOf())
                .isEqualTo("2026-10-25T22:59:59.999Z");
    }

    @Test
    void goesOnFromWhatWasStored() {
        var plan = BacktestJson.plan(BacktestJson.print(plan("country = \"DE\"", 3)));
        var begun = BacktestReport.begun(plan, plan.rule()).with(new Moved(5, 2, 1, 4));

        var report = BacktestJson.report(BacktestJson.print(begun)).with(new Moved(6, 1, 0, 3));

        assertThat(report.days())
                .containsExactly(
                        new Day(LocalDate.parse("2026-11-24"), 5, 2, 1),
                        new Day(LocalDate.parse("2026-11-25"), 6, 1, 0));
        assertThat(report.next()).isEqualTo(LocalDate.parse("2026-11-26"));
        assertThat(report.judged()).isEqualTo(7);
        assertThat(report.todaysValues()).containsExactly("trait:country");
    }

    @ParameterizedTest
    @CsvSource({
        "count(\"Order Completed\") >= 2 in last 310 days, false",
        "count(\"Order Completed\") >= 2 in last 311 days, true",
        "count(\"Order Completed\") >= 2 between 309 and 20 days ago, false",
        "not (count(\"Order Completed\") >= 2 between 310 and 20 days ago), true",
        "count(\"Order Completed\") >= 2 since 2025-10-23, false",
        "count(\"Order Completed\") >= 2 since 2025-10-22, true",
        "count(\"Order Completed\") >= 2 ever, false",
        "count(\"Order Completed\" where category = \"x\") >= 2 ever, true",
        "country = \"DE\", false"
    })
    void saysWhenARuleLooksFurtherBackThanEventsAreRemembered(String rule, boolean beyond) {
        var plan = plan(rule, 90);

        assertThat(BacktestReport.begun(plan, plan.rule()).warnings().stream().map(Warning::code))
                .hasSize(beyond ? 1 : 0)
                .allMatch("beyond-memory"::equals);
    }

    @Test
    void addsWhoIsDecidedAlone() {
        var moved = new Moved(10, 2, 3, 0)
                .plus(false, true)
                .plus(true, false)
                .plus(true, true)
                .plus(false, false);

        assertThat(moved).isEqualTo(new Moved(12, 3, 4, 4));
    }

    private static BacktestPlan plan(String rule, int days) {
        return BacktestPlan.before(NOW, days, parsed(rule), "m", BERLIN);
    }

    private static Condition parsed(String rule) {
        return ((RuleParse.Parsed) RuleText.parse(rule)).condition();
    }
}
