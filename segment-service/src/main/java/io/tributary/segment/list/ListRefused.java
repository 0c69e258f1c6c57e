package io.tributary.segment.list;

/** A file that is no list, or too much. The message is for people and holds nothing of the file. */
public final class ListRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a file. */
    public enum Rule {
        HEADER,
        ENCODING,
        CSV,
        TOO_LARGE,
        /** The file alone would do; with it the list is too long. */
        LIST_TOO_LONG
    }

    private final Rule rule;

    ListRefused(Rule rule, String message) {
        super(message, null, false, false);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
