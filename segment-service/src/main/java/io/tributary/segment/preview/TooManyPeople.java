package io.tributary.segment.preview;

/** So many people would have to be decided one by one that nobody may wait for it. */
public final class TooManyPeople extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private TooManyPeople(String reason) {
        // No stack trace: this is an answer, not a fault.
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Each of them is a search of their own. */
    public static TooManyPeople toRead(int most) {
        return new TooManyPeople("the events of more than " + most + " people would have to be read");
    }

    public static TooManyPeople toLookAt(int most) {
        return new TooManyPeople("more than " + most + " people would have to be looked at one by one");
    }

    public String reason() {
        return reason;
    }
}
