package io.tributary.identity.privacy;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request turned out to be about, as they were when its first stage began.
 *
 * @param profile the living profile; null where the subject is only an identifier
 * @param profileIds every id that ever led to the person
 * @param nodes numbers of the identifiers in the graph: what hangs on them is found by these when they are gone
 * @param number the graph number
 * @param at suite milliseconds: what came in before is what the request is about
 */
public record Person(
        @Nullable UUID profile,
        List<UUID> profileIds,
        List<Long> nodes,
        List<Known> identifiers,
        long number,
        long at) {

    public Person {
        profileIds = List.copyOf(profileIds);
        nodes = List.copyOf(nodes);
        identifiers = List.copyOf(identifiers);
    }

    private static final int TELLING_LENGTH = 16;

    /**
     * One of the person's identifiers.
     *
     * @param digest the keyed digest in hex
     * @param value null when the person was erased before: only the digest is left
     */
    public record Known(
            String namespace, String digest, @Nullable String value) {

        /** Null when only the digest is left. */
        @Nullable
        Identifier identifier() {
            return value == null ? null : new Identifier(namespace, value);
        }

        /** Whether the value tells who somebody is wherever it stands; a short one may be any word or number. */
        boolean tells() {
            return value != null
                    && (namespace.equals(Namespace.EMAIL)
                            || namespace.equals(Namespace.PHONE)
                            || value.length() >= TELLING_LENGTH);
        }

        /** Personal data stays out of logs, so only the namespace is told. */
        @Override
        public String toString() {
            return namespace + ":***";
        }
    }

    /** The same person, known by these only. */
    public Person with(List<Known> some) {
        return new Person(profile, profileIds, nodes, some, number, at);
    }

    /** The same person at the number and the time of the change that followed. */
    public Person asOf(long changeNumber, long changeAt) {
        return new Person(profile, profileIds, nodes, identifiers, changeNumber, changeAt);
    }
}
