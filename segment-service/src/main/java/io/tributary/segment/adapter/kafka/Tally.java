package io.tributary.segment.adapter.kafka;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How many events of a tenant went which way. At rest {@code resolved = applied + duplicate + dropped}. */
public record Tally(long resolved, long applied, long duplicate, long dropped) {

    static final Tally NONE = new Tally(0, 0, 0, 0);
    static final Tally RESOLVED = new Tally(1, 0, 0, 0);
    static final Tally APPLIED = new Tally(0, 1, 0, 0);
    static final Tally DUPLICATE = new Tally(0, 0, 1, 0);
    static final Tally DROPPED = new Tally(0, 0, 0, 1);

    static Tally decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NONE;
        }
        var in = ByteBuffer.wrap(bytes);
        return new Tally(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    byte[] encode() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(resolved)
                .putLong(applied)
                .putLong(duplicate)
                .putLong(dropped)
                .array();
    }

    Tally plus(Tally other) {
        return new Tally(
                resolved + other.resolved,
                applied + other.applied,
                duplicate + other.duplicate,
                dropped + other.dropped);
    }
}
