package io.tributary.segment.store;

/** What was being written to is gone, for example an index that somebody deleted: it is made again and filled anew. */
public final class TargetLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TargetLost(String message) {
        super(message);
    }
}
