package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that a call must keep, in the order in which they are told: the first broken one is the reason. */
final class CallRules {

    static final int MAX_MESSAGE_ID = 100;
    static final int MAX_OTHER_IDS = 10;
    private static final int MAX_ID = 500;
    private static final int MAX_NAME = 500;
    private static final String MERGE_PROPERTIES = "/mergeProperties";

    private CallRules() {}

    static @Nullable Refusal refusalOf(SentCall sent, @Nullable CallType type, Shared shared, EventLimits limits) {
        var shape = shape(sent, shared, limits);
        if (shape != null) {
            return shape;
        }
        if (type == null) {
            return new Refusal.UnknownType();
        }
        var fields = fields(sent, shared, limits);
        return fields == null ? needed(sent, type) : fields;
    }

    private static @Nullable Refusal shape(SentCall sent, Shared shared, EventLimits limits) {
        if (!sent.isObject()) {
            return new Refusal.NotAnObject();
        }
        int size = sent.source().length() + shared.length();
        if (size > limits.eventBytes()) {
            return new Refusal.TooLarge(size, limits.eventBytes());
        }
        int depth = Math.max(sent.depth(), shared.depth());
        return depth > limits.nesting() ? new Refusal.TooDeep(depth, limits.nesting()) : null;
    }

    private static @Nullable Refusal fields(SentCall sent, Shared shared, EventLimits limits) {
        if (sent.otherCount() + shared.others().size() > limits.members()) {
            return new Refusal.TooManyMembers("", limits.members());
        }
        var mistyped = sent.mistyped();
        if (mistyped != null) {
            return new Refusal.InvalidField(mistyped, "has another JSON type than it must have");
        }
        for (var field : Field.values()) {
            var refusal = text(field, sent.text(field));
            if (refusal != null) {
                return refusal;
            }
        }
        for (var part : Part.values()) {
            var object = sent.part(part);
            if (object != null && object.memberCount() > limits.members()) {
                return new Refusal.TooManyMembers(part.pointer(), limits.members());
            }
        }
        var traits = shared.contextTraits(sent.part(Part.CONTEXT));
        return traits != null && traits.memberCount() > limits.members()
                ? new Refusal.TooManyMembers(Part.CONTEXT.pointer() + Part.TRAITS.pointer(), limits.members())
                : null;
    }

    private static @Nullable Refusal text(Field field, String text) {
        int max = switch (field) {
            case MESSAGE_ID -> MAX_MESSAGE_ID;
            case ANONYMOUS_ID, USER_ID, GROUP_ID, PREVIOUS_ID -> MAX_ID;
            case EVENT, NAME, CATEGORY -> MAX_NAME;
            case TYPE, ACTION, TIMESTAMP, ORIGINAL_TIMESTAMP, SENT_AT, CHANNEL -> Integer.MAX_VALUE;
        };
        if (text.length() > max) {
            return new Refusal.InvalidField(field.pointer(), "has more than " + max + " characters");
        }
        // Only the instant that it means is stored, and one that means none is passed over.
        return field == Field.SENT_AT || Utf8.isStorable(text)
                ? null
                : new Refusal.InvalidField(field.pointer(), "holds a NUL or half a surrogate pair");
    }

    private static @Nullable Refusal needed(SentCall sent, CallType type) {
        return switch (type) {
            case IDENTIFY, PAGE, SCREEN -> somebody(sent);
            case TRACK -> first(somebody(sent), field(sent, Field.EVENT));
            case GROUP -> first(somebody(sent), field(sent, Field.GROUP_ID));
            case ALIAS -> first(field(sent, Field.USER_ID), field(sent, Field.PREVIOUS_ID));
            case MERGE -> first(somebody(sent), otherIds(sent.otherIds()));
        };
    }

    private static @Nullable Refusal otherIds(List<OtherId> ids) {
        if (ids.isEmpty()) {
            return new Refusal.MissingField(MERGE_PROPERTIES);
        }
        if (ids.size() > MAX_OTHER_IDS) {
            return new Refusal.TooManyMembers(MERGE_PROPERTIES, MAX_OTHER_IDS);
        }
        return ids.stream().allMatch(CallRules::isStorable)
                ? null
                : new Refusal.InvalidField(
                        MERGE_PROPERTIES, "must hold pairs of type and value, texts of 1 to " + MAX_ID + " characters");
    }

    private static boolean isStorable(OtherId id) {
        return id.isWhole()
                && id.type().length() <= MAX_ID
                && id.value().length() <= MAX_ID
                && Utf8.isStorable(id.type())
                && Utf8.isStorable(id.value());
    }

    private static @Nullable Refusal first(@Nullable Refusal one, @Nullable Refusal other) {
        return one == null ? other : one;
    }

    private static @Nullable Refusal field(SentCall sent, Field field) {
        return sent.text(field).isBlank() ? new Refusal.MissingField(field.pointer()) : null;
    }

    private static @Nullable Refusal somebody(SentCall sent) {
        if (!sent.text(Field.ANONYMOUS_ID).isBlank()
                || !sent.text(Field.USER_ID).isBlank()) {
            return null;
        }
        var misspelled = sent.misspelled();
        return misspelled == null
                ? new Refusal.NoIdentifier(Field.USER_ID.pointer(), "")
                : new Refusal.NoIdentifier(
                        Misspelling.pointerFor(misspelled), " The call has " + misspelled + ": rename it.");
    }
}
