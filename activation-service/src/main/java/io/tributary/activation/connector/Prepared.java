package io.tributary.activation.connector;

/** What became of one address on its way to the wire. */
public sealed interface Prepared {

    /** Ready to be sent. */
    record Ready(WireIdentifier identifier) implements Prepared {}

    /** The platform would refuse it, or match nobody by it. */
    record Rejected(String kind, String reason) implements Prepared {}
}
