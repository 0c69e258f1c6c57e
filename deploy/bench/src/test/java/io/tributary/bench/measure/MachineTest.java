package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MachineTest {

    /** From a kernel of our own, shortened. */
    private static final List<String> STAT = List.of(
            "cpu  216618 163146 53629 84026 2358 7 2660 1819 0 0",
            "cpu0 108000 81000 26000 42000 1179 0 1330 900 0 0",
            "ctxt 47381",
            "procs_running 5",
            "procs_blocked 1");

    @Test
    void countsEverythingAsBusyButIdleWaitingAndStolenTime() {
        assertThat(Machine.busyTicks(STAT)).isEqualTo(216_618 + 163_146 + 53_629 + 7 + 2_660);
    }

    @Test
    void leavesItselfOutOfTheRunQueue() {
        assertThat(Machine.runningTasks(STAT)).isEqualTo(4);
        assertThat(Machine.runningTasks(List.of("procs_running 1"))).isZero();
    }

    @Test
    void sharesCpuBetweenOursAndForeign() {
        var cost = Cost.of(Map.of("a", 3.0, "b", 1.0), new Machine.Use(2.5, 1.9), 4);

        assertThat(cost.foreignCores()).isEqualTo(0.9, Offset.offset(1e-9));
        assertThat(cost.cpuMillisPer(2_000)).containsOnly(Map.entry("a", 1.5), Map.entry("b", 0.5));
        assertThat(cost.cpuMillisPer(0)).containsOnly(Map.entry("a", 0.0), Map.entry("b", 0.0));
    }
}
