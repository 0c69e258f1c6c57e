package io.tributary.segment.dedup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides which copy is the first, and what may be forgotten. Times are real time in milliseconds. */
public record DedupWindow(Duration length) {

    /** Whether a message that was seen at that time (or never) passes now. */
    public boolean isFirst(@Nullable Long seenAt, long now) {
        return seenAt == null || isOver(seenAt, now);
    }

    /** Whether what was seen then need not be remembered any more. */
    public boolean isOver(long seenAt, long now) {
        return now - seenAt >= length.toMillis();
    }
}
