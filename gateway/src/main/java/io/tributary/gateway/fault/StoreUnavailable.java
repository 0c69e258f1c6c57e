package io.tributary.gateway.fault;

/** The gateway's database did not answer; nothing was decided and the call may be repeated. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("the gateway's store does not answer", cause);
    }
}
