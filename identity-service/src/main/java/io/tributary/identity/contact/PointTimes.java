package io.tributary.identity.contact;

import org.jspecify.annotations.Nullable;

/**
 * When the latest bounce, complaint, unsubscribe and proof of an address happened, in suite milliseconds; null is never.
 */
public record PointTimes(
        @Nullable Long bounce,
        @Nullable Long complaint,
        @Nullable Long unsubscribe,
        @Nullable Long verified) {

    public static final PointTimes NEVER = new PointTimes(null, null, null, null);

    /** These times after one more signal; an older signal changes nothing. */
    public PointTimes after(PointSignal signal) {
        var next = switch (signal.kind()) {
            case BOUNCE -> new PointTimes(later(bounce, signal.at()), complaint, unsubscribe, verified);
            case COMPLAINT -> new PointTimes(bounce, later(complaint, signal.at()), unsubscribe, verified);
            case UNSUBSCRIBE -> new PointTimes(bounce, complaint, later(unsubscribe, signal.at()), verified);
            case PROVED -> new PointTimes(bounce, complaint, unsubscribe, later(verified, signal.at()));
        };
        return next.equals(this) ? this : next;
    }

    private static Long later(@Nullable Long known, long at) {
        return known == null || known < at ? Long.valueOf(at) : known;
    }
}
