package io.tributary.identity.identifier;

/** Knows the values that point at nobody. */
@FunctionalInterface
public interface BlockedValues {

    /** Whether a trimmed value of the namespace is a placeholder. */
    boolean blocks(String namespace, String value);
}
