package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.gateway.limit.RequestBudget.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TokenBuckets buckets = new TokenBuckets(5, meters.counter("refused"));

    @Test
    void refusesWhoSpentASecondsWorthAndSaysWhenToComeBack() {
        var verdicts =
                IntStream.range(0, 7).mapToObj(_ -> buckets.take("greedy")).toList();

        assertThat(verdicts.subList(0, 5)).containsOnly(new Verdict.Granted());
        assertThat(verdicts.getLast()).isInstanceOf(Verdict.Spent.class);
        assertThat(((Verdict.Spent) verdicts.getLast()).comeBackAfter()).isPositive();
        assertThat(meters.counter("refused").count()).isPositive();
        assertThat(buckets.take("modest")).isEqualTo(new Verdict.Granted());
    }
}
