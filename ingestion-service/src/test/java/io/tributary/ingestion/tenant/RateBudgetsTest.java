package io.tributary.ingestion.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateBudgetsTest {

    private final AtomicLong now = new AtomicLong();
    private final RateBudgets budgets = new RateBudgets(now::get);
    private final TenantState tenSecond = new TenantState("acme", false, 10, 0, 0, 0);

    @Test
    void letsALargeBatchOverdrawAndWaitsUntilItIsPaidBack() {
        assertThat(budgets.take(tenSecond, 25)).isZero();
        assertThat(budgets.take(tenSecond, 1)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(1700));

        now.addAndGet(Duration.ofMillis(1700).toNanos());

        assertThat(budgets.take(tenSecond, 1)).isZero();
    }

    @Test
    void savesUpNoMoreThanASecond() {
        now.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(budgets.take(tenSecond, 10)).isZero();
        assertThat(budgets.take(tenSecond, 1)).isPositive();
    }

    @Test
    void knowsNoLimitWhereNoneIsSet() {
        var unlimited = TenantState.unknown("acme");

        assertThat(budgets.take(unlimited, 1_000_000)).isZero();
        assertThat(budgets.take(unlimited, 1_000_000)).isZero();
    }
}
