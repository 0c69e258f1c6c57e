package io.tributary.segment.rebuild;

import io.tributary.segment.history.PastEvents;
import io.tributary.segment.redirect.SplitParts;
import java.util.List;

/**
 * A part of a split profile that wants its past.
 *
 * @param graphNumber of the split
 */
public record WantedPast(String tenant, String part, long graphNumber, SplitParts parts) {

    /** Ids, other than its own, whose events count as the part's. */
    public List<String> absorbed() {
        return parts.absorbedBy(part);
    }

    /** Where to look for its events. */
    PastEvents.Question question() {
        return new PastEvents.Question(parts.sources(), parts.digestsOf(part), parts.homesOf(part));
    }
}
