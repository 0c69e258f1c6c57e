package io.tributary.segment.audit;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.preview.People.Question;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The profile index as an audit sees it. Blocks; fails with {@code StoreUnavailable}. */
public interface IndexedProfiles {

    /** What became of a comparison of a document with a state. */
    enum Finding {
        SAME,
        OTHER,
        MISSING
    }

    /**
     * A document beside what it is compared with.
     *
     * @param version of the document, 0 without one
     */
    record Indexed(Finding finding, long version) {

        static final Indexed MISSING = new Indexed(Finding.MISSING, 0);
    }

    /** A state to compare with; null where there should be no document. */
    record Expected(String profileId, @Nullable ProfileState state) {}

    /** Some of those who are asked about, and how many there are. */
    record Disagreeing(List<String> profileIds, long total) {}

    long count(String tenant);

    /** Whether each document, its terms included, is what a query should see of the state. At most 500. */
    Map<String, Indexed> compare(String tenant, Collection<Expected> expected);

    /** Ids of documents, rising, behind {@code afterId}. */
    List<String> idsAfter(String tenant, String afterId, int limit);

    /**
     * Those whose document names the segment's version although the query rules them out, or does not although the query is
     * sure. Only documents on which time has changed nothing by the question's instant; only those ids, unless there are none.
     */
    Disagreeing disagreeing(String tenant, Question question, String member, Collection<String> only);

    /** Waits until the index shows all that the profile store's changelog of the partition holds now. */
    void awaitCurrent(int partition);
}
