package io.tributary.segment.stay;

import org.jspecify.annotations.Nullable;

/**
 * One membership from its beginning to its end.
 *
 * @param number state version of the record that began it: rises from stay to stay of a profile
 * @param left null while it lasts
 * @param stateVersion of the newest record that made it what it is; an older one never changes it
 */
public record Stay(
        StayKey key, long number, Bound entered, @Nullable Bound left, long stateVersion) {

    /** What a further standing makes of the newest stay of its profile and segment. */
    public sealed interface Next {

        /** It says what is known, or is older than what is known. */
        record Same() implements Next {}

        /** The newest stay ended. */
        record Ended(Stay newest) implements Next {}

        /** A stay began; {@code before} is over, null for the first. */
        record Begun(Stay newest, @Nullable Stay before) implements Next {}
    }

    /** Whether it lasts. */
    public boolean isOpen() {
        return left == null;
    }

    /**
     * Decides what a standing makes of the newest stay, null when there is none. A standing that is stated anew begins
     * nothing, and who leaves without having been in ends nothing.
     */
    public static Next after(@Nullable Stay newest, Told.Standing told) {
        boolean isIn = newest != null && newest.isOpen();
        if (isIn == told.member() || (newest != null && told.stateVersion() <= newest.stateVersion())) {
            return new Next.Same();
        }
        return newest != null && isIn ? new Next.Ended(newest.endedBy(told)) : new Next.Begun(begunBy(told), newest);
    }

    private static Stay begunBy(Told.Standing told) {
        return new Stay(told.key(), told.stateVersion(), told.bound(), null, told.stateVersion());
    }

    private Stay endedBy(Told.Standing told) {
        return new Stay(key, number, entered, told.bound(), told.stateVersion());
    }
}
