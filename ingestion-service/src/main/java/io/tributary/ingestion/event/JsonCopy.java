package io.tributary.ingestion.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Copies one JSON value member by member, leaving out or replacing what a guide says. What the guide does not look into is
 * copied as it was sent, byte for byte; so is the whole when nothing was left out or replaced.
 */
public final class JsonCopy {

    /** What becomes of a value. */
    public enum Fate {
        /** Copied as it is, with everything inside. */
        KEPT,
        /** Copied, but the guide has something to say about what is inside. */
        LOOKED_INTO,
        /** Left out, with its name. */
        DROPPED,
        /** Every text, number and truth value inside is replaced. */
        REPLACED
    }

    /** A place in the value, and what is to be done there. */
    public interface Guide {

        Fate fate();

        /** The place of a member of the object that is here. */
        Guide member(String name);

        /** The place of an element of the array that is here. */
        Guide element(int index);
    }

    // As deep as the collector's own reader goes.
    private static final int MAX_NESTING = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();

    private final byte[] source;
    private final JsonParser parser;
    private final UnaryOperator<String> replacement;
    private final ByteArrayOutputStream out;
    private boolean changed;

    private JsonCopy(byte[] source, JsonParser parser, UnaryOperator<String> replacement) {
        this.source = source;
        this.parser = parser;
        this.replacement = replacement;
        this.out = new ByteArrayOutputStream(source.length);
    }

    /**
     * The guided copy, or {@code json} itself when it would say the same.
     *
     * @param json a value that a parser has read to its end before
     * @param replacement a text without quotes, escapes or control characters, for each text that is replaced
     */
    public static JsonBytes of(JsonBytes json, Guide root, UnaryOperator<String> replacement) {
        byte[] source = json.copy();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), source, 0, source.length)) {
            var copy = new JsonCopy(source, parser, replacement);
            parser.nextToken();
            copy.value(root, false);
            return copy.changed ? JsonBytes.of(copy.out.toByteArray()) : json;
        } catch (JacksonException e) {
            // Without the cause, which quotes the text.
            throw new IllegalArgumentException("only a value that was read can be copied");
        }
    }

    private void value(Guide at, boolean replaced) {
        boolean replacing = replaced || at.fate() == Fate.REPLACED;
        if (!replacing && at.fate() == Fate.KEPT) {
            copy();
            return;
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> object(at, replacing);
            case START_ARRAY -> array(at, replacing);
            case VALUE_NULL -> copy();
            default -> {
                if (replacing) {
                    changed = true;
                    write('"' + replacement.apply(parser.getString()) + '"');
                } else {
                    copy();
                }
            }
        }
    }

    private void object(Guide at, boolean replacing) {
        out.write('{');
        boolean first = true;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            int from = start();
            parser.nextToken();
            var member = at.member(name);
            if (isDropped(member)) {
                continue;
            }
            if (!first) {
                out.write(',');
            }
            first = false;
            out.write(source, from, start() - from);
            value(member, replacing);
        }
        out.write('}');
    }

    private void array(Guide at, boolean replacing) {
        out.write('[');
        boolean first = true;
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var element = at.element(index);
            index++;
            if (isDropped(element)) {
                continue;
            }
            if (!first) {
                out.write(',');
            }
            first = false;
            value(element, replacing);
        }
        out.write(']');
    }

    private boolean isDropped(Guide place) {
        if (place.fate() != Fate.DROPPED) {
            return false;
        }
        changed = true;
        parser.skipChildren();
        return true;
    }

    private void copy() {
        int from = start();
        parser.skipChildren();
        parser.finishToken();
        out.write(source, from, (int) parser.currentLocation().getByteOffset() - from);
    }

    private void write(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }
}
