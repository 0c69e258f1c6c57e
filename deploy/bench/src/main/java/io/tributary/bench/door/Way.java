package io.tributary.bench.door;

/** How a request reaches the collector. */
public enum Way {
    DIRECT("direct"),
    GATEWAY("gateway");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
