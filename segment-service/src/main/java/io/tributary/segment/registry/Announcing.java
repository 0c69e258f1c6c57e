package io.tributary.segment.registry;

/** Tells the engines about changes of the registry soon, at least once, in order per segment. */
public interface Announcing {

    /** Something changed: announce it now instead of at the next round. Returns at once. */
    void wake();
}
