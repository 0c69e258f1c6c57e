package io.tributary.local.prove.replies;

/** The two ways to the collector. */
public enum Door {
    GATEWAY("through the gateway"),
    DIRECT("direct");

    private final String words;

    Door(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
