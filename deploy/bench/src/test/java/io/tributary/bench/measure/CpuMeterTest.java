package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CpuMeterTest {

    @Test
    void readsWhatThisProcessUsed() {
        var meter = new CpuMeter(Map.of("us", ProcessHandle.current().pid()));
        meter.begin();
        double before = cpuSeconds();

        burn(TimeUnit.MILLISECONDS.toNanos(400));

        // The machine bean is the independent witness; both count in ticks of 10 ms.
        double witnessed = cpuSeconds() - before;
        assertThat(witnessed).isGreaterThan(0.3);
        assertThat(meter.seconds().get("us")).isCloseTo(witnessed, within(0.15));
    }

    @Test
    void subtractsWhatWasUsedBefore() {
        var readings = new double[] {10.0, 12.5};
        var at = new int[] {0};
        var meter = new CpuMeter(Map.of("it", 1L), pid -> readings[at[0]++]);

        meter.begin();

        assertThat(meter.seconds()).containsExactly(Map.entry("it", 2.5));
    }

    @Test
    void countsAProcessThatHasEndedAsHavingUsedNothing() {
        var readings = new double[] {10.0, 0.0};
        var at = new int[] {0};
        var meter = new CpuMeter(Map.of("it", 1L), pid -> readings[at[0]++]);

        meter.begin();

        assertThat(meter.seconds()).containsExactly(Map.entry("it", 0.0));
    }

    @Test
    void doesNotChargeThisProcessForItsChildren() throws Exception {
        var child = new ProcessBuilder(
                        "sh", "-c", "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo ready; read end")
                .start();
        try (var output = child.inputReader()) {
            var alone = new CpuMeter(Map.of("us", ProcessHandle.current().pid()));
            var both = new CpuMeter(Map.of("child", child.pid()), io.tributary.local.suite.ProcessStats::cpuSeconds);
            alone.begin();
            assertThat(output.readLine()).isEqualTo("ready");

            assertThat(io.tributary.local.suite.ProcessStats.cpuSeconds(
                            ProcessHandle.current().pid()))
                    .isGreaterThan(io.tributary.local.suite.ProcessStats.ownCpuSeconds(
                            ProcessHandle.current().pid()));
            assertThat(both.seconds()).containsKey("child");
        } finally {
            child.destroyForcibly();
        }
    }

    private static double cpuSeconds() {
        var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return bean.getProcessCpuTime() / 1e9;
    }

    private static void burn(long cpuNanos) {
        var threads = ManagementFactory.getThreadMXBean();
        long until = threads.getCurrentThreadCpuTime() + cpuNanos;
        while (threads.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }
    }
}
