package io.tributary.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final List<String> PAGE = List.of(
            "# HELP cdp_topology_applied",
            "cdp_topology_applied{application=\"segment-service\",tenant=\"acme\"} 12.0",
            "cdp_topology_applied{application=\"segment-service\",tenant=\"globex\"} 3.0",
            "cdp_topology_applied_other{tenant=\"acme\"} 100.0",
            "cdp_index_written{index=\"events\"} 1.5E3",
            "cdp_index_written{index=\"profiles\"} 7.0",
            "cdp_events_accepted_total 9.0");

    @Test
    void addsTheLinesOfOneName() {
        assertThat(Stages.sum(PAGE, "cdp_topology_applied")).isEqualTo(15);
        assertThat(Stages.sum(PAGE, "cdp_events_accepted_total")).isEqualTo(9);
    }

    @Test
    void addsTheLinesOfOneTag() {
        assertThat(Stages.sum(PAGE, "cdp_index_written{index=\"events\"")).isEqualTo(1_500);
    }

    @Test
    void findsNothingOfAnUnknownName() {
        assertThat(Stages.sum(PAGE, "cdp_unknown")).isZero();
    }
}
