package io.tributary.identity.graph;

/** The unordered pair of nodes that a live edge joins; {@code a} is the smaller node id. */
public record Link(long a, long b) {

    public static Link between(Node one, Node other) {
        return new Link(Math.min(one.id(), other.id()), Math.max(one.id(), other.id()));
    }
}
