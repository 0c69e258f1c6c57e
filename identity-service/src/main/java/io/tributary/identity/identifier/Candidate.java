package io.tributary.identity.identifier;

/**
 * A value as an event brought it, before it has a normal form.
 *
 * @param proved the very object that holds it says that the person proved it to be theirs
 */
public record Candidate(String namespace, String raw, boolean proved) {

    /** A value of which nothing is proved. */
    public Candidate(String namespace, String raw) {
        this(namespace, raw, false);
    }

    /** The same value as proved. */
    public Candidate asProved() {
        return new Candidate(namespace, raw, true);
    }

    /** Personal data stays out of logs, so only the namespace is told. */
    @Override
    public String toString() {
        return namespace + ":***";
    }
}
