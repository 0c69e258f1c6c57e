package io.tributary.identity.privacy;

import io.tributary.identity.identifier.Identifier;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this service keeps about people, as privacy requests need it. Every call but the first three is made within the
 * transaction of a request's step, and blocks.
 */
public interface PrivatePeople {

    /** Where a profile id leads. */
    Optional<UUID> living(String tenant, UUID profile);

    /** Whether the id led to somebody who was erased. */
    boolean wasErased(String tenant, UUID profile);

    /** Who has an identifier. */
    Optional<UUID> owner(String tenant, Identifier identifier);

    /** The keyed digest in hex. */
    String digest(String tenant, Identifier identifier);

    /**
     * The person whom the request's subject leads to now, or for a lift of an erasure whoever was erased; takes the tenant's
     * lock until the transaction ends.
     */
    Person find(PrivacyRequest request);

    /** Erases: nothing of the graph is left, the digests are nobody's, and others are told. Answers the change. */
    Erased erase(PrivacyRequest request, Person person);

    /**
     * A change of the graph.
     *
     * @param count rows that went
     * @param at suite milliseconds
     */
    record Erased(long number, long at, long count) {}

    /** The person without the identifiers that are somebody's again: of those nothing is deleted or searched for. */
    Person stillErased(String tenant, Person person);

    /** Deletes whatever came since, and takes the contacts back. */
    Looked delete(PrivacyRequest request, Person person);

    /** Looks for something of the person in every row. */
    Looked search(PrivacyRequest request, Person person);

    /**
     * What a look at everything came to.
     *
     * @param count rows that went or were found
     * @param words for people, without personal data
     * @param unjudged records that nobody's values are looked for in, because nobody knows whose they are
     */
    record Looked(long count, String words, long unjudged) {

        /** Rows by what they are. */
        public static Looked of(Map<String, Long> counts, long unjudged) {
            var words = counts.entrySet().stream()
                    .filter(it -> it.getValue() > 0)
                    .map(it -> it.getKey() + " " + it.getValue())
                    .collect(Collectors.joining(", "));
            return new Looked(
                    counts.values().stream().mapToLong(Long::longValue).sum(), words, unjudged);
        }

        /** The whole of it, for people. */
        String detail() {
            var anybodys = unjudged == 0
                    ? ""
                    : "not looked into, because nobody knows whose they are: dead_letter " + unjudged;
            return Stream.of(words, anybodys).filter(it -> !it.isEmpty()).collect(Collectors.joining("; "));
        }
    }

    /** Marks the person as not to be processed, or takes that back; false when there is no such person. */
    boolean restrict(String tenant, UUID profile, boolean restricted);

    /** Gives an erased person's digests free; answers how many. */
    long free(PrivacyRequest request, Person person);

    /** Hands everything that is kept about the person on, row by row; says what was not. */
    Looked collect(PrivacyRequest request, Person person, Sink sink);

    /** Takes rows. */
    @FunctionalInterface
    interface Sink {

        /** Takes one row, a JSON object. */
        void take(String store, String record);
    }
}
