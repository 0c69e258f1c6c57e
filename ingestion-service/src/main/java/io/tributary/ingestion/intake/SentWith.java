package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.util.ArrayList;

/**
 * What a call came with: whoever judges it again later needs it to come to the same event.
 *
 * @param envelope a JSON object of what its batch said once for all of its calls, as far as it may be kept; empty when there
 *     is none
 * @param retried its times must not be corrected by its clock
 */
public record SentWith(JsonBytes envelope, boolean retried) {

    /** A call that came alone, and for the first time. */
    public static final SentWith NOTHING = new SentWith(JsonBytes.of(new byte[0]), false);

    private static final CallReader READER = new CallReader();

    /** @param shared without what the tenant keeps out */
    static SentWith of(Shared shared, boolean retried) {
        var members = new ArrayList<SentObject.Member>();
        if (!shared.sentAt().isEmpty()) {
            var name = Field.SENT_AT.wireName();
            members.add(new SentObject.Member(name, JsonBytes.of(JsonText.member(name, shared.sentAt()))));
        }
        members.addAll(shared.members());
        return members.isEmpty()
                ? new SentWith(NOTHING.envelope, retried)
                : new SentWith(SentObject.object(members), retried);
    }

    Shared shared() {
        if (envelope.length() == 0) {
            return Shared.NOTHING;
        }
        var read = READER.readStored(envelope.copy());
        return Shared.of(read.text(Field.SENT_AT), read.text(Field.CHANNEL), read);
    }
}
