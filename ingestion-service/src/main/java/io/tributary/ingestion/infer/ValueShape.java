package io.tributary.ingestion.infer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the values of one property had in common. Keeps at most {@link #MAX_DISTINCT} short texts, to find choices. */
final class ValueShape {

    static final int MAX_DISTINCT = 10;
    private static final int MAX_CHOICE = 60;

    private final ObjectShape.Budget budget;
    private final int depth;
    private final Map<ValueType, Long> types = new EnumMap<>(ValueType.class);
    private final Map<String, Long> texts = new TreeMap<>();
    private final Set<TextFormat> formats = TextFormat.all();
    private boolean hasManyTexts;
    private @Nullable ObjectShape object;
    private @Nullable ValueShape elements;
    private long seen;

    ValueShape(ObjectShape.Budget budget, int depth) {
        this.budget = budget;
        this.depth = depth;
    }

    void see(JsonNode value) {
        seen++;
        var type = ValueType.of(value);
        types.merge(type, 1L, Long::sum);
        switch (type) {
            case STRING -> seeText(value.asString());
            case OBJECT -> seeObject(value);
            case ARRAY -> seeArray(value);
            case INTEGER, NUMBER, BOOLEAN, NULL -> {}
        }
    }

    private void seeText(String text) {
        formats.removeIf(it -> !it.fits(text));
        if (hasManyTexts) {
            return;
        }
        if (text.length() > MAX_CHOICE || (texts.size() == MAX_DISTINCT && !texts.containsKey(text))) {
            hasManyTexts = true;
            texts.clear();
        } else {
            texts.merge(text, 1L, Long::sum);
        }
    }

    private void seeObject(JsonNode value) {
        if (ObjectShape.isTooDeep(depth)) {
            return;
        }
        if (object == null) {
            object = new ObjectShape(budget, depth);
        }
        object.see(value);
    }

    private void seeArray(JsonNode value) {
        if (ObjectShape.isTooDeep(depth)) {
            return;
        }
        if (elements == null) {
            elements = new ValueShape(budget, depth + 1);
        }
        for (var element : value) {
            elements.see(element);
        }
    }

    long seen() {
        return seen;
    }

    Set<ValueType> types() {
        return Collections.unmodifiableSet(types.keySet());
    }

    /** How often each text was there; empty when there were too many, or long ones. */
    Map<String, Long> texts() {
        return texts;
    }

    /** The format that every text has; null when there is none, or no text. */
    @Nullable
    TextFormat format() {
        return types.containsKey(ValueType.STRING)
                ? formats.stream().findFirst().orElse(null)
                : null;
    }

    @Nullable
    ObjectShape object() {
        return object;
    }

    @Nullable
    ValueShape elements() {
        return elements;
    }
}
