package io.tributary.ingestion.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times that a call and its envelope state, read once. */
final class SentTimes {

    private final TimePolicy.Sent sent;
    private @Nullable String invalid;

    /** Browser and node clients of RudderStack write only {@code originalTimestamp}, all others {@code timestamp}. */
    SentTimes(SentCall call, Shared shared) {
        var original = read(call, Field.ORIGINAL_TIMESTAMP);
        var given = read(call, Field.TIMESTAMP);
        // Only good for correcting, so a bad one is passed over: it must not refuse a call, let alone a whole batch.
        var itemSentAt = SentTime.parse(call.text(Field.SENT_AT));
        var sentAt = itemSentAt == null ? SentTime.parse(shared.sentAt()) : itemSentAt;
        this.sent = new TimePolicy.Sent(original == null ? given : original, sentAt);
    }

    TimePolicy.Sent sent() {
        return sent;
    }

    /** Pointer to the first time that cannot be read; null when all can. */
    @Nullable
    String invalid() {
        return invalid;
    }

    /** Whether a device's clock says so, as far as the call and then its envelope tell where it was made. */
    static boolean areOfADevice(SentCall call, Shared shared) {
        var own = hints(call.part(Part.CONTEXT));
        var around = hints(shared.context());
        var channel = first(call.text(Field.CHANNEL), own.channel());
        return TimePolicy.isDevice(
                first(channel, first(shared.channel(), around.channel())), first(own.library(), around.library()));
    }

    private static SentObject.Hints hints(@Nullable SentObject context) {
        return context == null ? SentObject.NO_HINTS : context.hints();
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private @Nullable Instant read(SentCall call, Field field) {
        var text = call.text(field);
        if (text.isEmpty()) {
            return null;
        }
        var time = SentTime.parse(text);
        if (time == null && invalid == null) {
            invalid = field.pointer();
        }
        return time;
    }
}
