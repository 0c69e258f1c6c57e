package io.tributary.contracts.topic;

/** Groups whose committed offsets other processes ask for: a name that differs would be one that never read anything. */
public final class ConsumerGroups {

    /** identity-service on {@link Topic#EVENTS_BULK}. */
    public static final String IDENTITY_BULK = "cdp-identity-bulk";

    private ConsumerGroups() {}
}
