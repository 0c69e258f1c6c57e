package io.tributary.segment.explain;

import io.tributary.segment.interval.Days;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that flip a condition: none of them can be left out, and no number in one of them can be nearer to what it is now.
 *
 * @param from when the first step is supposed to be taken: the next whole second
 * @param at from when the condition is flipped, if they are begun then
 * @param before the steps flip it if they are begun before that instant; null when no instant is too late
 */
public record Change(
        List<Step> steps,
        Instant from,
        Instant at,
        @Nullable Instant before) {
    public Change {
        steps = List.copyOf(steps);
    }

    /** When a step of it happens, if the change begins at {@link #from}. */
    public Instant when(Step.Happens event, ZoneId zone) {
        return Instant.ofEpochSecond(new Beginning(from.getEpochSecond(), new Days(zone)).secondOf(event));
    }

    /** When the last step is taken, if the change begins at {@link #from}. */
    Instant done(ZoneId zone) {
        return Instant.ofEpochMilli(new Beginning(from.getEpochSecond(), new Days(zone)).endOf(steps));
    }
}
