package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call as the client sent it, not judged yet: where its bytes are, its text fields, its JSON parts, and what had
 * another type than it must have.
 */
public final class SentCall {

    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private final Map<Part, SentObject> parts = new EnumMap<>(Part.class);
    private final boolean isObject;
    private JsonBytes source;
    private int depth;
    private @Nullable String mistyped;
    private @Nullable String misspelled;
    private List<OtherId> otherIds = List.of();

    SentCall(boolean isObject, JsonBytes source) {
        this.isObject = isObject;
        this.source = source;
    }

    void put(Field field, String text) {
        texts.put(field, text);
    }

    void put(Part part, SentObject object) {
        parts.put(part, object);
    }

    /** Remembers the first field whose value had the wrong type, by its pointer. */
    void mistyped(String pointer) {
        if (mistyped == null) {
            mistyped = pointer;
        }
    }

    /** Remembers a field that is probably meant as an identifier. */
    void misspelled(String name) {
        misspelled = name;
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

    List<OtherId> otherIds() {
        return otherIds;
    }

    /** The field's text, trimmed of nothing; empty when absent or null. */
    String text(Field field) {
        return texts.getOrDefault(field, "");
    }

    @Nullable
    SentObject part(Part part) {
        return parts.get(part);
    }
}
