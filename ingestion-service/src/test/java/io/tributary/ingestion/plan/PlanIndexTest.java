package io.tributary.ingestion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlanIndexTest {

    private final PlanIndex index = new PlanIndex(Plans.COMPILER);

    @Test
    void prefersThePlanThatNamesTheSource() {
        index.take(Plans.plan("p-all", 1, "{\"unplannedEvents\":\"warn\"}"));
        index.take(Plans.plan("p-web", 1, "{\"unplannedEvents\":\"block\"}", "web"));

        assertThat(judgedBy("web")).isEqualTo("p-web");
        assertThat(judgedBy("app")).isEqualTo("p-all");
        assertThat(index.of("other", "web")).isNull();
    }

    @Test
    void takesNewerVersionsOnly() {
        index.take(Plans.plan("p", 2, "{\"unplannedEvents\":\"block\"}", "web"));
        index.take(Plans.plan("p", 1, "{}", "app"));

        assertThat(judgedBy("web")).isEqualTo("p");
        assertThat(index.of("acme", "app")).isNull();

        index.take(Plans.plan("p", 3, "{\"unplannedEvents\":\"warn\"}", "app"));

        assertThat(index.of("acme", "web")).isNull();
        assertThat(judgedBy("app")).isEqualTo("p");
    }

    @Test
    void judgesNothingByADisabledPlanAndNeverGoesBack() {
        index.take(Plans.plan("p", 1, "{\"unplannedEvents\":\"warn\"}"));
        var disabled =
                new TrackingPlan("acme", "p", 2, new PlanSettings("Plan", false, List.of()), "{}", Instant.EPOCH);

        assertThat(index.take(disabled)).isTrue();
        assertThat(index.take(Plans.plan("p", 1, "{\"unplannedEvents\":\"warn\"}")))
                .isTrue();

        assertThat(index.of("acme", "web")).isNull();
    }

    @Test
    void keepsThePlanBeforeWhenANewVersionMakesNoSense() {
        index.take(Plans.plan("p", 1, "{\"unplannedEvents\":\"warn\"}"));

        assertThat(index.take(Plans.plan("p", 2, "{\"unplannedEvents\":\"omit\"}")))
                .isFalse();

        assertThat(judgedBy("web")).isEqualTo("p");
    }

    private String judgedBy(String source) {
        return Objects.requireNonNull(index.of("acme", source))
                .judge(Plans.track("E", "{}"))
                .findings()
                .planId();
    }
}
