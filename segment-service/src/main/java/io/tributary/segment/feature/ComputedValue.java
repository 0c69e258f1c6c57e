package io.tributary.segment.feature;

/**
 * A computed trait's number as it was last judged.
 *
 * @param version the version of the trait by which it was judged
 * @param since suite time in milliseconds from which the number has been what it is
 */
public record ComputedValue(int version, double value, long since) {}
