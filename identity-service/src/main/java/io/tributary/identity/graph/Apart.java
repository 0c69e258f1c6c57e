package io.tributary.identity.graph;

/**
 * The mark that a split leaves on a node: nodes with different sides of one separation never share a profile again,
 * unless a person merges them by hand.
 *
 * @param separation the graph number of the split
 */
public record Apart(long separation, int side) {}
