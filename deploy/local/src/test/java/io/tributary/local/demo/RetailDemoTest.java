package io.tributary.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The published sums of the Online Retail file. Needs the folder that TRIBUTARY_DATA names. */
class RetailDemoTest {

    private static final int EVENT_LIMIT = 32 * 1024;

    @Test
    void makesTheCallsAndSizesThatArePublished() {
        var folder = System.getenv("TRIBUTARY_DATA");
        assumeTrue(folder != null, "TRIBUTARY_DATA names no folder: the Online Retail file is not read");

        var demo = RetailDemo.of(Path.of(folder, "online_retail", "online_retail.csv.gz"));
        var calls = demo.calls();
        var truth = demo.truth(Instant.parse("2011-12-09T20:00:00Z"));

        assertThat(demo.rowsWithoutCustomer()).isEqualTo(135_080);
        assertThat(calls).filteredOn(it -> "Order Completed".equals(event(it))).hasSize(18_532);
        assertThat(calls).filteredOn(it -> "Order Refunded".equals(event(it))).hasSize(3_654);
        assertThat(truth.people()).isEqualTo(4_372);
        assertThat(truth.sizes())
                .containsOnly(
                        entry("buyers-30d", 1_628),
                        entry("repeat-30d", 538),
                        entry("repeat-90d", 1_387),
                        entry("spent-1000-90d", 723),
                        entry("lapsed-90d", 1_449),
                        entry("new-30d", 252));
        assertThat(calls)
                .allSatisfy(it -> assertThat(it.message().toString().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(EVENT_LIMIT));
    }

    private static String event(Call call) {
        return call.message().path("event").asString();
    }
}
