package io.tributary.simulator.world;

/** What an identifier is, from the strongest to the weakest. */
public enum Kind {
    USER_ID("user_id"),
    EMAIL("email"),
    PHONE("phone"),
    DEVICE("anonymous_id");

    private final String namespace;

    Kind(String namespace) {
        this.namespace = namespace;
    }

    /** The namespace under which the suite knows it. */
    public String namespace() {
        return namespace;
    }
}
