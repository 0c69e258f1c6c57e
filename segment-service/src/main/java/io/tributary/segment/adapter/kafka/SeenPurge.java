package io.tributary.segment.adapter.kafka;

import io.tributary.segment.dedup.DedupWindow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets messages that are older than the window, a bounded chunk at a time, round after round. After a round it rests
 * until the oldest message that it met is over.
 */
final class SeenPurge {

    private static final int CHUNK = 2_000;
    private static final Bytes LOWEST = Bytes.wrap(new byte[0]);

    private final KeyValueStore<Bytes, byte[]> seen;
    private final DedupWindow window;
    private Bytes cursor = LOWEST;
    private long oldest = Long.MAX_VALUE;
    private long restUntil;

    SeenPurge(KeyValueStore<Bytes, byte[]> seen, DedupWindow window) {
        this.seen = seen;
        this.window = window;
    }

    static long seenAt(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    void step(long now) {
        if (now < restUntil) {
            return;
        }
        var over = new ArrayList<Bytes>();
        @Nullable Bytes last = null;
        int looked = 0;
        try (var entries = seen.range(cursor, null)) {
            while (looked < CHUNK && entries.hasNext()) {
                var entry = entries.next();
                last = entry.key;
                looked++;
                long seenAt = seenAt(entry.value);
                if (window.isOver(seenAt, now)) {
                    over.add(entry.key);
                } else {
                    oldest = Math.min(oldest, seenAt);
                }
            }
        }
        over.forEach(seen::delete);
        if (looked == CHUNK && last != null) {
            cursor = last;
        } else {
            endRound(now);
        }
    }

    private void endRound(long now) {
        // What arrives meanwhile is younger than now and so not over before this either.
        restUntil = Math.min(oldest, now) + window.length().toMillis();
        oldest = Long.MAX_VALUE;
        cursor = LOWEST;
    }
}
