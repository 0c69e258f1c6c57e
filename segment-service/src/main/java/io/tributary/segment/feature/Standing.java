package io.tributary.segment.feature;

/**
 * A profile's standing in one segment.
 *
 * @param version the definition version that was last judged
 * @param since suite time in milliseconds from which the standing has held
 */
public record Standing(int version, boolean member, long since) {}
