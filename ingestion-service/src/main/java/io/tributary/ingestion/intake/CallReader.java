package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a body in one pass, without building a tree: texts become strings, everything else stays where it is in the
 * array. Refuses what two readers could understand differently: invalid UTF-8, duplicate keys, NaN, trailing text.
 */
public final class CallReader {

    /** However generous a tenant's limit is, further calls are only counted. */
    static final int MAX_CALLS = 10_000;

    // Far above the limit for an event, which is judged per call: this one only protects the parser.
    private static final int MAX_NESTING = 200;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads the body of a route that takes one call, which is the body itself. */
    Reading readOne(byte[] body) {
        return read(body, false);
    }

    /** Reads the body of a route that takes an envelope with a {@code batch}. */
    Reading readBatch(byte[] body) {
        return read(body, true);
    }

    /** Reads one stored or imported call; an unreadable one is a call that is not an object. */
    public SentCall readStored(byte[] call) {
        return read(call, false) instanceof Reading.Envelope envelope
                ? envelope.calls().getFirst()
                : new SentCall(false, JsonBytes.of(call));
    }

    private Reading read(byte[] body, boolean batch) {
        if (!Utf8.isValid(body)) {
            return new Reading.Malformed("The body is not valid UTF-8.");
        }
        try (var parser = factory.createParser(ObjectReadContext.empty(), body, 0, body.length)) {
            var cursor = new CallCursor(parser, body);
            return batch ? cursor.batch() : cursor.single();
        } catch (JacksonException e) {
            // The library's message quotes the input, so only the place is passed on.
            var place = e.getLocation();
            return new Reading.Malformed("The body is not JSON as this collector reads it"
                    + (place == null ? "." : ", at line " + place.getLineNr() + ", column " + place.getColumnNr() + ".")
                    + " Duplicate keys, NaN and more than " + MAX_NESTING + " levels are refused.");
        }
    }
}
