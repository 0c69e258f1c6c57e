package io.tributary.activation.connector;

import java.util.List;

/** A person whom the gate let through, with the addresses that may be used, best first. */
public record Candidate(String tenant, String profileId, List<Address> addresses) {

    public Candidate {
        addresses = List.copyOf(addresses);
    }

    /** One normalised address; {@code digest} is the installation's keyed digest in hex. */
    public record Address(String kind, String value, String digest) {
        @Override
        public String toString() {
            return "Address[" + kind + "]";
        }
    }
}
