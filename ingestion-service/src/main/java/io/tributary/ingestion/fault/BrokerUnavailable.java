package io.tributary.ingestion.fault;

/** The event log did not take a write in time; whether it holds some of it is unknown, so the client sends it again. */
public final class BrokerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
