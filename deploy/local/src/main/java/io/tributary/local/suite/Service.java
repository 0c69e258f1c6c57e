package io.tributary.local.suite;

/**
 * The five services in port order, with the memory each may use: in a local run, and in one that is measured. The
 * topology needs most because its state is cached off-heap besides.
 */
public enum Service {
    GATEWAY("gateway", 0, 192, 512, true),
    INGESTION("ingestion-service", 1, 192, 512, true),
    IDENTITY("identity-service", 2, 256, 512, true),
    SEGMENT("segment-service", 3, 512, 1_024, false),
    ACTIVATION("activation-service", 4, 256, 512, true);

    private final String module;
    private final int portOffset;
    private final int heapInMebibytes;
    private final int measuredHeapInMebibytes;
    private final boolean firstCompilerOnly;

    Service(
            String module,
            int portOffset,
            int heapInMebibytes,
            int measuredHeapInMebibytes,
            boolean firstCompilerOnly) {
        this.module = module;
        this.portOffset = portOffset;
        this.heapInMebibytes = heapInMebibytes;
        this.measuredHeapInMebibytes = measuredHeapInMebibytes;
        this.firstCompilerOnly = firstCompilerOnly;
    }

    /** The Maven module, and the name in logs and reports. */
    public String module() {
        return module;
    }

    /** Its PostgreSQL login and schema. */
    public String login() {
        return "cdp_" + module.replace("-service", "");
    }

    int portOffset() {
        return portOffset;
    }

    /** How much heap its process may take in a local run. */
    public int heapInMebibytes() {
        return heapInMebibytes;
    }

    int measuredHeapInMebibytes() {
        return measuredHeapInMebibytes;
    }

    /** Starts in half the CPU time; the topology keeps the full compiler because it does the work. */
    boolean firstCompilerOnly() {
        return firstCompilerOnly;
    }
}
