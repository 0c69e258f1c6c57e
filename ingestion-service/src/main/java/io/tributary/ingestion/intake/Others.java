package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the members of a call that its event does not give back as they were sent: those outside the protocol, those
 * that this type of call does not carry, times in the client's spelling, and ids that are no texts; and behind them what the
 * envelope says beyond the protocol and the call does not. The write key is never among them.
 */
final class Others {

    private static final Field[] FIELDS = Field.values();
    private static final Part[] PARTS = Part.values();

    private Others() {}

    /** An object in the client's own bytes; null when there is nothing to keep. */
    static @Nullable JsonBytes of(SentCall sent, CallType type, Shared shared) {
        var members = new ArrayList<JsonBytes>(8);
        for (var other : sent.others()) {
            members.add(other.json());
        }
        for (var field : FIELDS) {
            if (sent.isText(field) && !isCarried(field, sent.text(field), type)) {
                var member = sent.member(field);
                if (member != null) {
                    members.add(member);
                }
            }
        }
        for (var part : PARTS) {
            var object = sent.part(part);
            if (object != null && !isCarried(part, object, type)) {
                members.add(object.asMember(part).json());
            }
        }
        addTo(members, sent, shared.others());
        return members.isEmpty() ? null : SentObject.joined(members);
    }

    private static void addTo(List<JsonBytes> members, SentCall sent, List<SentObject.Member> shared) {
        if (shared.isEmpty()) {
            return;
        }
        var own = new HashSet<String>();
        sent.others().forEach(it -> own.add(it.key()));
        if (sent.isText(Field.CHANNEL)) {
            own.add(Field.CHANNEL.wireName());
        }
        shared.stream().filter(it -> !own.contains(it.key())).forEach(it -> members.add(it.json()));
    }

    private static boolean isCarried(Field field, String text, CallType type) {
        return switch (field) {
            // A merge becomes an identify.
            case TYPE -> type != CallType.MERGE && text.equals(type.wireName());
            case MESSAGE_ID -> !text.isEmpty();
            case ANONYMOUS_ID, USER_ID -> true;
            case GROUP_ID -> type == CallType.GROUP;
            case PREVIOUS_ID -> type == CallType.ALIAS;
            case EVENT -> type == CallType.TRACK;
            case NAME -> type == CallType.PAGE || type == CallType.SCREEN;
            // Events carry times in milliseconds; the client's spelling says more.
            case ACTION, CATEGORY, TIMESTAMP, ORIGINAL_TIMESTAMP, SENT_AT, CHANNEL -> false;
        };
    }

    /** An empty object is kept as well where others' members may be added to it. */
    private static boolean isCarried(Part part, SentObject object, CallType type) {
        return switch (part) {
            case PROPERTIES ->
                switch (type) {
                    case TRACK -> true;
                    case PAGE, SCREEN -> !object.isEmpty();
                    case IDENTIFY, MERGE, GROUP, ALIAS -> false;
                };
            case TRAITS ->
                switch (type) {
                    case GROUP -> true;
                    case IDENTIFY -> !object.isEmpty();
                    case TRACK, PAGE, SCREEN, MERGE, ALIAS -> false;
                };
            case CONTEXT, INTEGRATIONS -> true;
        };
    }
}
