package io.tributary.activation.fault;

/** Kafka does not take or give records now; what was to be sent stays in the outbox. */
public final class BrokerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
