package io.tributary.segment.rebuild;

import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.EventHistory.Position;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.history.PastEvents;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a part of a split profile did, under whatever id it did it, writes down that it is the part's, and sends it
 * on; a page at a time, so that one page is in memory, however long the past. Each part reads about what is its own. Whoever
 * calls it has seen to it that everything that had reached the profile before the split can be found.
 */
public final class ReadPast {

    /** Times the largest event that a tenant may send: about 25 MB. */
    private static final int PAGE = 50;

    private final PastEvents events;
    private final EventDocuments documents;
    private final Pasts pasts;

    public ReadPast(PastEvents events, EventDocuments documents, Pasts pasts) {
        this.events = events;
        this.documents = documents;
        this.pasts = pasts;
    }

    /**
     * What one page came to.
     *
     * @param sent events that the part got
     * @param unidentified those among them that name no identifier, so that they stay with whom they were under
     * @param more whether the past goes on
     */
    public record Page(long sent, long unidentified, boolean more) {}

    public Reading of(WantedPast wanted) {
        return new Reading(wanted);
    }

    /** One reading, which may pause between pages. A page that failed is read again by the next call. */
    public final class Reading {

        private final WantedPast wanted;
        private final PastEvents.Question question;
        private @Nullable Position after;

        private Reading(WantedPast wanted) {
            this.wanted = wanted;
            this.question = wanted.question();
        }

        /** Sends the next page, and with the last the end. */
        public Page next() {
            var page = events.page(wanted.tenant(), question, after, PAGE);
            var own = page.stream().filter(it -> belongsTo(wanted, it)).toList();
            reassign(wanted, own);
            if (!own.isEmpty()) {
                pasts.send(wanted, own);
            }
            boolean more = page.size() == PAGE;
            if (more) {
                after = page.getLast().position();
            } else {
                pasts.complete(wanted);
            }
            return new Page(own.size(), unidentified(own), more);
        }
    }

    private static long unidentified(List<HistoryEvent> events) {
        return events.stream().filter(it -> it.origin().identifiers().isEmpty()).count();
    }

    private void reassign(WantedPast wanted, List<HistoryEvent> own) {
        var known = new HashSet<>(wanted.absorbed());
        known.add(wanted.part());
        var elsewhere = own.stream()
                .filter(it -> !known.contains(it.profileId()))
                .map(HistoryEvent::messageId)
                .toList();
        if (!elsewhere.isEmpty()) {
            documents.reassign(wanted.tenant(), elsewhere, wanted.part());
        }
    }

    private static boolean belongsTo(WantedPast wanted, HistoryEvent event) {
        return wanted.parts()
                .homeOf(event.profileId(), event.origin().identifiers())
                .filter(wanted.part()::equals)
                .isPresent();
    }
}
