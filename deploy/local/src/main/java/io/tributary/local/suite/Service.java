package io.tributary.local.suite;

/**
 * The five services in port order, with the memory each may use. Heaps are sized for a local run; the topology needs
 * most because its state is cached off-heap besides.
 */
public enum Service {
    GATEWAY("gateway", 0, 192, true),
    INGESTION("ingestion-service", 1, 192, true),
    IDENTITY("identity-service", 2, 256, true),
    SEGMENT("segment-service", 3, 512, false),
    ACTIVATION("activation-service", 4, 256, true);

    private final String module;
    private final int portOffset;
    private final int heapInMebibytes;
    private final boolean firstCompilerOnly;

    Service(String module, int portOffset, int heapInMebibytes, boolean firstCompilerOnly) {
        this.module = module;
        this.portOffset = portOffset;
        this.heapInMebibytes = heapInMebibytes;
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

    int heapInMebibytes() {
        return heapInMebibytes;
    }

    /** Starts in half the CPU time; the topology keeps the full compiler because it does the work. */
    boolean firstCompilerOnly() {
        return firstCompilerOnly;
    }
}
