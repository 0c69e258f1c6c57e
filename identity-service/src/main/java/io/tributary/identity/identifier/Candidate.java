package io.tributary.identity.identifier;

/** A value as an event brought it, before it has a normal form. */
public record Candidate(String namespace, String raw) {

    /** Personal data stays out of logs, so only the namespace is told. */
    @Override
    public String toString() {
        return namespace + ":***";
    }
}
