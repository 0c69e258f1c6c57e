package io.tributary.ingestion.fault;

/** The database did not answer; nothing of the call was changed, or all of it was. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
