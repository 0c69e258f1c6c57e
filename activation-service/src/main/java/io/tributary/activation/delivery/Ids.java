package io.tributary.activation.delivery;

/** New names for things. */
public interface Ids {

    /** A time-ordered id with a prefix, such as {@code run_0197...}. */
    String next(String prefix);

    /** A positive number that is not given twice. */
    long nextNumber();
}
