package io.tributary.segment.privacy;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the database knows of erased people and may hold of them. Calls block; fails with {@code StoreUnavailable}. */
public interface PersonRows {

    /** Nothing of these is indexed from now on: of the ids never, of the digests what was resolved before. */
    void erased(PersonRequest request);

    /** The digests are somebody's again. */
    void freed(String tenant, Collection<String> digests);

    /** Which of these ids and digests are erased, and at which graph number. */
    Map<String, Long> amongErased(String tenant, Set<String> subjects);

    /** Lets go of every row that is or may be about the person; returns how many there were, by kind. */
    Map<String, Long> delete(PersonRequest request);

    /** What {@link #delete} would find. */
    Map<String, Long> find(PersonRequest request);

    /** Every row that tells something about the person. */
    void each(PersonRequest request, Consumer<PersonDocuments.Held> take);
}
