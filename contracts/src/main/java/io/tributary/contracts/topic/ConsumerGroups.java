package io.tributary.contracts.topic;

/** Groups whose committed offsets other processes ask for: a name that differs would be one that never read anything. */
public final class ConsumerGroups {

    /** identity-service on {@link Topic#EVENTS_BULK}. */
    public static final String IDENTITY_BULK = "cdp-identity-bulk";

    /** segment-service's topology, unless an installation names it otherwise, on {@link Topic#RESOLVED_EVENTS}. */
    public static final String TOPOLOGY = "cdp-segment";

    private ConsumerGroups() {}
}
