package io.tributary.ingestion.fault;

/** The database can never keep a value that it was given, such as a text with NUL; asking again changes nothing. */
public final class StoreRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
