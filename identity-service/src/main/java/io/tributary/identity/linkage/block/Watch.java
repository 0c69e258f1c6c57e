package io.tributary.identity.linkage.block;

/**
 * Hears how far a linkage is, every few thousand pairs. It may throw a {@link java.util.concurrent.CancellationException}
 * to end it.
 */
public interface Watch {

    Watch NOBODY = _ -> {};

    /** So many pairs more were looked at. */
    void seen(long pairs);

    /** All in all so many pairs will be looked at, at most; said once, before the first. */
    default void expects(long pairs) {}
}
