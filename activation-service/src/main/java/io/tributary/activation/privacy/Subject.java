package io.tributary.activation.privacy;

import io.tributary.activation.suppression.Suppression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a request is about.
 *
 * @param profileId the living profile; empty where only an identifier is known
 * @param profileIds every id that ever led to the person
 */
public record Subject(String tenant, String profileId, List<String> profileIds, List<Known> identifiers) {

    // Shorter values stand everywhere: what they are found in says nothing.
    private static final int LEAST_TELLING = 5;

    public Subject {
        profileIds = List.copyOf(profileIds);
        identifiers = List.copyOf(identifiers);
    }

    /** An identifier with its normalised value; {@code digest} is the installation's keyed digest in hex. */
    public record Known(String namespace, String value, String digest) {

        /** Whether it is of one person; a device is handed on and shared. */
        boolean isOfOnePerson() {
            return Suppression.Subject.isOfOnePerson(namespace);
        }

        @Override
        public String toString() {
            return "Known[" + namespace + "]";
        }
    }

    /** The keyed digests that stand for this person and for nobody else. */
    public Set<String> digests() {
        return identifiers.stream()
                .filter(Known::isOfOnePerson)
                .map(Known::digest)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Values by which the person is found in texts. */
    public Set<String> values() {
        return identifiers.stream()
                .filter(Known::isOfOnePerson)
                .map(Known::value)
                .filter(it -> it.length() >= LEAST_TELLING)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String toString() {
        return "Subject[" + profileId + "]";
    }
}
