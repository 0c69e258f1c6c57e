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
 * on; a page at a time, so that one page is in memory, however long the past. Whoever calls it has seen to it that
 * everything that had reached the profile before the split can be found.
 */
public final class ReadPast {

    private static final int PAGE = 500;

    private final PastEvents events;
    private final EventDocuments documents;
    private final Pasts pasts;

    public ReadPast(PastEvents events, EventDocuments documents, Pasts pasts) {
        this.events = events;
        this.documents = documents;
        this.pasts = pasts;
    }

    /** How many events the part got. */
    public long read(WantedPast wanted) {
        var sources = wanted.parts().sources();
        @Nullable Position after = null;
        long sent = 0;
        do {
            var page = events.page(wanted.tenant(), sources, after, PAGE);
            var own = page.stream().filter(it -> belongsTo(wanted, it)).toList();
            reassign(wanted, own);
            if (!own.isEmpty()) {
                pasts.send(wanted, own);
            }
            sent += own.size();
            after = page.size() < PAGE ? null : page.getLast().position();
        } while (after != null);
        pasts.complete(wanted);
        return sent;
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
