package io.tributary.segment.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A person's documents in both indices. Calls block and go a page at a time; fails with {@code StoreUnavailable}. */
public interface PersonDocuments {

    /**
     * Whose documents.
     *
     * @param identifiers what names the person in documents of others
     * @param before suite time, milliseconds; who came back since has a right to be there again
     */
    record Whose(Collection<String> profileIds, List<PersonRequest.Known> identifiers, long before) {

        /** Keyed, in hex, each once. */
        public Set<String> digests() {
            return identifiers.stream().map(PersonRequest.Known::digest).collect(Collectors.toSet());
        }
    }

    /**
     * What a search came to.
     *
     * @param counts by kind of document
     * @param looked how many documents of other people were looked into
     * @param of how many there are; more than {@code looked} when the limit ended it
     */
    record Found(Map<String, Long> counts, long looked, long of) {

        public long count() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        public boolean isPartial() {
            return looked < of;
        }
    }

    /** Traits of somebody else that hold a value. */
    record Holding(String profileId, List<PersonTopology.Said> traits) {}

    /** What is the person's goes; where others' events name the person, only that goes. */
    Found delete(String tenant, Whose whose);

    /** What {@link #delete} would find. */
    Found find(String tenant, Whose whose);

    /** Other people's traits that are one of the values, and were said by what happened before. */
    List<Holding> holding(String tenant, Whose whose);

    /** Every document of these ids: the kind, and JSON. */
    void each(String tenant, Collection<String> profileIds, Consumer<Held> take);

    /** One thing that is kept, as JSON. */
    record Held(String store, String json) {}
}
