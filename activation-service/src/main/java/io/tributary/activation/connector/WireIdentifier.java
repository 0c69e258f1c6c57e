package io.tributary.activation.connector;

/**
 * An identifier in exactly the form that a platform receives.
 *
 * @param kind what it is, such as {@code email}
 * @param digest names the row in the ledger; at hashing platforms it is what is sent
 * @param wire what is sent
 * @param normaliser the version of the rules that made it, because a removal must repeat the form of the addition
 */
public record WireIdentifier(String kind, String digest, String wire, int normaliser) {

    @Override
    public String toString() {
        return "WireIdentifier[" + kind + " v" + normaliser + "]";
    }
}
