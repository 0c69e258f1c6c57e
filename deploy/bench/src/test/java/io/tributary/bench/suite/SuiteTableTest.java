package io.tributary.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.measure.Cost;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteTableTest {

    @Test
    void saysWhatWasSustainedAndWhyTheNextRateWasNot() {
        var backlog = new Backlog(
                1_000,
                Steps.load(10, 1, 0),
                Steps.NOTHING,
                new Drain(1, 2, 4),
                new Cost(Map.of("kafka", 0.5, "generator", 0.25), 1, 0));

        var text = print(new SuiteResult(20, List.of(Steps.carried(1_000), Steps.notCarried(2_000)), backlog));

        assertThat(text)
                .contains("sustained: 1000 events/s with 20 segments")
                .contains("memberships come too late")
                .contains("generator 0.2500, kafka 0.5000; the suite together 0.5000");
    }

    private static String print(SuiteResult result) {
        var bytes = new ByteArrayOutputStream();
        SuiteTable.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), result);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
