package io.tributary.ingestion.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.tenant.RateBudgets.Budget;
import io.tributary.ingestion.tenant.RateBudgets.Owner;
import io.tributary.ingestion.tenant.RateBudgets.Spent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateBudgetsTest {

    private static final Budget TEN_A_SECOND = new Budget(Owner.TENANT, "acme", 10);
    private static final Budget TWO_A_SECOND = new Budget(Owner.SOURCE, "s-1", 2);

    private final AtomicLong now = new AtomicLong();
    private final RateBudgets budgets = new RateBudgets(now::get);

    @Test
    void letsALargeBatchOverdrawAndWaitsUntilItIsPaidBack() {
        assertThat(take(25, TEN_A_SECOND)).isNull();
        assertThat(take(1, TEN_A_SECOND))
                .extracting(Spent::retryAfter, InstanceOfAssertFactories.DURATION)
                .isBetween(Duration.ofMillis(1500), Duration.ofMillis(1700));

        now.addAndGet(Duration.ofMillis(1700).toNanos());

        assertThat(take(1, TEN_A_SECOND)).isNull();
    }

    @Test
    void letsNoBatchBeWaitedForLongerThanAMinute() {
        take(2_500, TWO_A_SECOND);

        assertThat(take(1, TWO_A_SECOND))
                .extracting(Spent::retryAfter, InstanceOfAssertFactories.DURATION)
                .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
    }

    @Test
    void savesUpNoMoreThanASecond() {
        take(1, TEN_A_SECOND);
        now.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(take(10, TEN_A_SECOND)).isNull();
        assertThat(take(1, TEN_A_SECOND)).isNotNull();
    }

    @Test
    void knowsNoLimitWhereNoneIsSet() {
        var unlimited = new Budget(Owner.SOURCE, "s-2", 0);

        assertThat(take(1_000_000, unlimited)).isNull();
        assertThat(take(1_000_000, unlimited)).isNull();
    }

    @Test
    void stopsASourceThatSpentItsOwnQuotaAndLeavesTheOthersOfItsTenantAlone() {
        take(2, TEN_A_SECOND, TWO_A_SECOND);

        assertThat(take(1, TEN_A_SECOND, TWO_A_SECOND)).extracting(Spent::owner).isEqualTo(Owner.SOURCE);
        assertThat(take(8, TEN_A_SECOND, new Budget(Owner.SOURCE, "s-2", 0))).isNull();
    }

    @Test
    void takesNothingFromTheTenantForARequestThatItsSourceMayNotSend() {
        take(2, TEN_A_SECOND, TWO_A_SECOND);
        take(7, TEN_A_SECOND, TWO_A_SECOND);

        assertThat(take(8, TEN_A_SECOND)).isNull();
        assertThat(take(1, TEN_A_SECOND)).isNotNull();
    }

    @Test
    void namesWhoeverHasToBeWaitedForLongest() {
        take(30, TEN_A_SECOND, TWO_A_SECOND);

        var spent = take(1, TEN_A_SECOND, TWO_A_SECOND);

        assertThat(spent).extracting(Spent::owner).isEqualTo(Owner.SOURCE);
        assertThat(spent)
                .extracting(Spent::retryAfter, InstanceOfAssertFactories.DURATION)
                .isGreaterThan(Duration.ofSeconds(14));
    }

    private @Nullable Spent take(int events, Budget... from) {
        return budgets.take(events, List.of(from));
    }
}
