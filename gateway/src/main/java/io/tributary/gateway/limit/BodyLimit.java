package io.tributary.gateway.limit;

/** The most bytes that a body may have as it arrives, counted on the wire: a gzip body is counted compressed. */
public record BodyLimit(long bytes) {

    public static final BodyLimit NONE = new BodyLimit(Long.MAX_VALUE);

    /** Whether a body that has this many bytes so far, or declares them, may go on. */
    public boolean allows(long soFar) {
        return soFar <= bytes;
    }
}
