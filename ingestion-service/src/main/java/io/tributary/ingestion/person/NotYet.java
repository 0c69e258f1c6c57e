package io.tributary.ingestion.person;

/** A stage cannot be answered now, and can be when something else has gone on; its message is for people, without any personal data. */
public final class NotYet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotYet(String waitsFor) {
        super(waitsFor, null, false, false);
    }
}
