package io.tributary.segment.rebuild;

import io.tributary.segment.history.HistoryEvent;
import java.util.List;

/**
 * Where a past goes: any number of pieces in order, then its end. Sending all of it again after a crash is harmless. Calls
 * block; fails with {@code BrokerUnavailable}.
 */
public interface Pasts {

    void send(WantedPast to, List<HistoryEvent> events);

    /** Everything that was sent to this part is in the topic when it returns. */
    void complete(WantedPast to);
}
