package io.tributary.segment.export;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.stay.Stay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People and events as they are at one moment, page by page. Calls block; fails with {@code StoreUnavailable}, and with {@link
 * ViewLost} when that moment can be seen no more.
 */
public interface ExportSource {

    /**
     * A moment that is held for a while, which each page prolongs.
     *
     * @param total rows that there are
     */
    record View(String id, long total) {}

    /**
     * A page.
     *
     * @param withheld rows of people whose data is restricted: kept, and given to nobody
     * @param next where the next page begins; null behind the last one
     */
    record Page<T>(List<T> items, int withheld, @Nullable String next) {}

    /** The view was let go: what was read of it cannot be gone on with. */
    final class ViewLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public ViewLost() {
            super("the view of the index is gone", null, false, false);
        }
    }

    View open(String tenant, ExportRequest request);

    /** In the order of profile ids. */
    Page<ProfileState> members(String tenant, ExportRequest.Members request, String view, @Nullable String from);

    /** In the order in which they were received. */
    Page<HistoryEvent> events(String tenant, ExportRequest.Events request, String view, @Nullable String from);

    /** What began or ended in that time, in the order in which that was decided; a stay may give two rows, or one. */
    Page<Stay> stays(String tenant, ExportRequest.Changes request, String view, @Nullable String from);

    /** Letting go of what is gone is nothing. */
    void close(String view);
}
