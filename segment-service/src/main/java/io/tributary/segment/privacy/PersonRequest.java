package io.tributary.segment.privacy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One stage of one request about one person.
 *
 * @param attempt 1 for the first time that the stage is asked for
 * @param graphNumber of the change of the identity graph that goes with the request
 * @param at suite time, milliseconds: what came in before is what the request is about
 * @param profileIds every id that ever led to the person; none where the subject is only an identifier
 */
public record PersonRequest(
        String tenant,
        String id,
        Kind kind,
        Stage stage,
        int attempt,
        long graphNumber,
        long at,
        List<String> profileIds,
        List<Known> identifiers) {

    /** What is asked for; a lift says what it takes back. */
    public enum Kind {
        ACCESS,
        ERASE,
        SUPPRESS,
        RESTRICT,
        LIFT_ERASE,
        LIFT_SUPPRESS,
        LIFT_RESTRICT
    }

    /** How far the request is. */
    public enum Stage {
        COLLECT,
        GATE,
        WITHDRAW,
        DELETE,
        PROVE
    }

    /**
     * An identifier of the person.
     *
     * @param digest keyed, in hex
     * @param value normalised
     */
    public record Known(String namespace, String digest, String value) {}

    public PersonRequest {
        profileIds = List.copyOf(profileIds);
        identifiers = List.copyOf(identifiers);
    }

    /** The person's digests, each once. */
    public Set<String> digests() {
        return identifiers.stream().map(Known::digest).collect(Collectors.toCollection(TreeSet::new));
    }
}
