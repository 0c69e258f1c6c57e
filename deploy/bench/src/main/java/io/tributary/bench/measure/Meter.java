package io.tributary.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures what runs cost: the given processes, this one (the generator) and the machine. */
public final class Meter {

    /** The generator's name among the processes. */
    public static final String GENERATOR = "generator";

    private final Map<String, Long> pids;

    public Meter(Map<String, Long> pidsByName) {
        var all = new LinkedHashMap<>(pidsByName);
        all.put(GENERATOR, ProcessHandle.current().pid());
        this.pids = all;
    }

    /** A measurement that has not begun. */
    public Measurement measurement() {
        return new Measurement(new CpuMeter(pids));
    }

    /** From {@link #begin} to {@link #end}. */
    public static final class Measurement {

        private final CpuMeter cpu;
        private @Nullable Machine machine;
        private long startNanos;

        Measurement(CpuMeter cpu) {
            this.cpu = cpu;
        }

        public void begin() {
            machine = new Machine();
            startNanos = System.nanoTime();
            cpu.begin();
        }

        public Cost end() {
            if (machine == null) {
                throw new IllegalStateException("the measurement has not begun");
            }
            try (var watched = machine) {
                return Cost.of(cpu.seconds(), watched.use(), (System.nanoTime() - startNanos) / 1e9);
            }
        }
    }
}
