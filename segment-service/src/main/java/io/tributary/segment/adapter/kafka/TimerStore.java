package io.tributary.segment.adapter.kafka;

import io.tributary.segment.interval.Intervals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One timer per profile, ordered by due instant. The scan begins where the last one ended, because what has fired leaves
 * tombstones behind that a scan from the start would walk over again, a million of one midnight too.
 */
final class TimerStore {

    /** A timer: when, and whose. */
    record Due(long at, String profile) {}

    private static final byte[] ARMED = {1};

    private final KeyValueStore<Bytes, byte[]> store;
    private Bytes cursor = bound(0);

    TimerStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Moves a profile's timer; {@link Intervals#FOR_EVER} is none. */
    void move(String profile, long from, long to) {
        if (from == to) {
            return;
        }
        disarm(profile, from);
        if (to != Intervals.FOR_EVER) {
            var armed = key(to, profile);
            store.put(armed, ARMED);
            cursor = armed.compareTo(cursor) < 0 ? armed : cursor;
        }
    }

    void disarm(String profile, long at) {
        if (at != Intervals.FOR_EVER) {
            store.delete(key(at, profile));
        }
    }

    /** The timers that are due, oldest first, at most so many. They stay until they are moved or disarmed. */
    List<Due> due(long now, int limit) {
        var due = new ArrayList<Due>();
        try (var entries = store.range(cursor, bound(now + 1))) {
            while (due.size() < limit && entries.hasNext()) {
                due.add(read(entries.next().key));
            }
        }
        var reached = due.size() < limit
                ? bound(now)
                : key(due.getLast().at(), due.getLast().profile());
        cursor = reached.compareTo(cursor) < 0 ? cursor : reached;
        return due;
    }

    private static Bytes bound(long at) {
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES).putLong(Math.max(at, 0)).array());
    }

    private static Bytes key(long at, String profile) {
        byte[] name = profile.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(Math.max(at, 0))
                .put(name)
                .array());
    }

    private static Due read(Bytes key) {
        byte[] bytes = key.get();
        return new Due(
                ByteBuffer.wrap(bytes).getLong(),
                new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8));
    }
}
