package io.tributary.segment.privacy;

/** Where pieces of what was collected go, sealed. Calls block. */
public interface Pieces {

    /** Numbers begin at 1. */
    void send(PersonRequest request, int number, byte[] lines);
}
