package io.tributary.identity.intake;

/** The event log does not take a write now; the same call may succeed later. */
public final class BrokerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
