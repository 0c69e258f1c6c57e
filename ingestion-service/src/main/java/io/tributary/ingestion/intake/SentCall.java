package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call as the client sent it, not judged yet: where its bytes are, its text fields, its JSON parts, and what had
 * another type than it must have.
 */
// Plain arrays by ordinals, because there is one of these for every call that comes; nothing outlives the process.
@SuppressWarnings("EnumOrdinal")
public final class SentCall {

    private final @Nullable String[] texts = new String[Field.COUNT];
    private final int[] memberFrom = new int[Field.COUNT];
    private final int[] memberTo = new int[Field.COUNT];
    private final @Nullable SentObject[] parts = new SentObject[Part.COUNT];
    private List<SentObject.Member> others = List.of();
    private List<String> misspelledIds = List.of();
    private final boolean isObject;
    private JsonBytes source;
    private int depth;
    private @Nullable String mistyped;
    private @Nullable String misspelled;
    private List<OtherId> otherIds = List.of();
    private int otherCount;
    private boolean hasWriteKey;

    SentCall(boolean isObject, JsonBytes source) {
        this.isObject = isObject;
        this.source = source;
    }

    /** Takes a field that was sent as a text; {@code "key":value} lies between the two places of the body. */
    void put(Field field, String text, int from, int to) {
        texts[field.ordinal()] = text;
        memberFrom[field.ordinal()] = from;
        memberTo[field.ordinal()] = to;
    }

    /** Takes a field whose bytes are kept among the others, because they are no text. */
    void putOddly(Field field, String text) {
        texts[field.ordinal()] = text;
    }

    /** Keeps a member that no field and no part gives back as it was sent. */
    void other(SentObject.Member member) {
        otherCount++;
        if (others.isEmpty()) {
            others = new ArrayList<>(4);
        }
        if (others.size() < SentObject.MAX_MEMBERS) {
            others.add(member);
        }
    }

    /** Remembers that the call names its write key, which is kept nowhere. */
    void writeKeySeen() {
        hasWriteKey = true;
    }

    void put(Part part, SentObject object) {
        parts[part.ordinal()] = object;
    }

    /** Remembers the first field whose value had the wrong type, by its pointer. */
    void mistyped(String pointer) {
        if (mistyped == null) {
            mistyped = pointer;
        }
    }

    /** Remembers a field that is probably meant as an identifier. */
    void misspelled(String name, String value) {
        misspelled = name;
        if (misspelledIds.isEmpty()) {
            misspelledIds = new ArrayList<>(2);
        }
        misspelledIds.add(value);
    }

    /** What the call names in {@code mergeProperties}; an element that is no pair is an empty one. */
    void put(List<OtherId> ids) {
        otherIds = ids;
    }

    void end(JsonBytes whole, int deepest) {
        source = whole;
        depth = deepest;
    }

    boolean isObject() {
        return isObject;
    }

    /** The whole call. */
    JsonBytes source() {
        return source;
    }

    /** How many levels of objects and arrays the call has; its own is the first. */
    int depth() {
        return depth;
    }

    @Nullable
    String mistyped() {
        return mistyped;
    }

    @Nullable
    String misspelled() {
        return misspelled;
    }

    /** Further identifiers of the person, of a merge. */
    List<OtherId> otherIds() {
        return otherIds;
    }

    /** What misspelled identifiers say. */
    List<String> misspelledIds() {
        return misspelledIds;
    }

    /** The members kept as they are, at most {@link SentObject#MAX_MEMBERS}. */
    List<SentObject.Member> others() {
        return others;
    }

    /** How many such members were sent. */
    int otherCount() {
        return otherCount;
    }

    boolean hasWriteKey() {
        return hasWriteKey;
    }

    /** Whether the field was sent, and as a text. */
    boolean isText(Field field) {
        return memberTo[field.ordinal()] > 0;
    }

    /** The bytes of the field's member; null when it was not sent as a text. */
    @Nullable
    JsonBytes member(Field field) {
        int to = memberTo[field.ordinal()];
        return to == 0 ? null : new JsonBytes(source.array(), memberFrom[field.ordinal()], to);
    }

    /** The field's text, trimmed of nothing; empty when absent or null. */
    String text(Field field) {
        var text = texts[field.ordinal()];
        return text == null ? "" : text;
    }

    @Nullable
    SentObject part(Part part) {
        return parts[part.ordinal()];
    }
}
