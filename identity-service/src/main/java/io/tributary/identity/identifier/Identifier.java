package io.tributary.identity.identifier;

/**
 * One value in its namespace's normal form that points at a person. Equal identifiers are the same node of the graph.
 */
public record Identifier(String namespace, String value) {

    /** Personal data stays out of logs, so only the namespace is told. */
    @Override
    public String toString() {
        return namespace + ":***";
    }
}
