package io.tributary.ingestion.intake;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass over one body; good for a single use. */
final class CallCursor {

    private final JsonParser parser;
    private final ObjectCursor inside;

    CallCursor(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.inside = new ObjectCursor(parser, body);
    }

    Reading single() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return notAnObject();
        }
        var calls = new ArrayList<SentCall>(1);
        var writeKey = new StringBuilder();
        calls.add(object(inside.start(), writeKey));
        parser.nextToken();
        return parser.currentToken() != null
                ? new Reading.Malformed("The body goes on after its JSON object.")
                : new Reading.Envelope(writeKey.toString(), Shared.NOTHING, calls, 1);
    }

    Reading batch() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return notAnObject();
        }
        var calls = new ArrayList<SentCall>();
        var shared = new SharedCursor(inside);
        var writeKey = "";
        int count = -1;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            int memberFrom = inside.start();
            parser.nextToken();
            switch (name) {
                case "batch" -> count = calls(calls);
                case "writeKey" -> writeKey = inside.scalar();
                default -> shared.read(name, memberFrom);
            }
        }
        if (parser.nextToken() != null) {
            return new Reading.Malformed("The body goes on after its JSON object.");
        }
        return count < 0
                ? new Reading.WrongShape("/batch", "Send an object whose member batch is an array of calls.")
                : new Reading.Envelope(writeKey, shared.shared(), calls, count);
    }

    private Reading notAnObject() {
        if (parser.currentToken() == null) {
            return new Reading.Malformed("The body is empty.");
        }
        return new Reading.WrongShape("", "Send a JSON object.");
    }

    /** Returns how many calls there are, or -1 when the value is no array. */
    private int calls(List<SentCall> calls) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            inside.skip(1);
            return -1;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count++;
            if (count > CallReader.MAX_CALLS) {
                inside.skip(1);
            } else {
                calls.add(call());
            }
        }
        return count;
    }

    private SentCall call() {
        int from = inside.start();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(from, new StringBuilder());
        }
        inside.skip(1);
        return new SentCall(false, inside.piece(from));
    }

    private SentCall object(int from, StringBuilder writeKey) {
        var call = new SentCall(true, inside.piece(from));
        inside.begin();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            int memberFrom = inside.start();
            parser.nextToken();
            var field = Field.named(name);
            var part = field == null ? Part.named(name) : null;
            if (field != null) {
                readText(call, field, memberFrom);
            } else if (part != null) {
                readPart(call, part, memberFrom);
            } else if (name.equals("writeKey")) {
                call.writeKeySeen();
                writeKey.append(inside.scalar());
            } else if (name.equals("mergeProperties") && parser.currentToken() == JsonToken.START_ARRAY) {
                call.put(inside.otherIds());
                call.other(new SentObject.Member(name, inside.piece(memberFrom)));
            } else {
                readOther(call, name, memberFrom);
            }
        }
        call.end(inside.piece(from), inside.deepest());
        return call;
    }

    private void readOther(SentCall call, String name, int memberFrom) {
        if (Misspelling.isMeantAsIdentifier(name)) {
            call.misspelled(name, inside.scalar());
        } else {
            inside.skip(2);
        }
        call.other(new SentObject.Member(name, inside.piece(memberFrom)));
    }

    /** Ids and names that a client wrote as numbers are taken as their digits; {@code null} counts as absent. */
    private void readText(SentCall call, Field field, int memberFrom) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            var text = parser.getString();
            call.put(field, text, memberFrom, inside.end());
            return;
        }
        if (token.isNumeric()) {
            call.putOddly(field, parser.getString());
        } else if (token != JsonToken.VALUE_NULL) {
            // What is only good for correcting a clock refuses nothing.
            if (field != Field.SENT_AT) {
                call.mistyped(field.pointer());
            }
            inside.skip(2);
        }
        call.other(new SentObject.Member(field.wireName(), inside.piece(memberFrom)));
    }

    private void readPart(SentCall call, Part part, int memberFrom) {
        switch (parser.currentToken()) {
            case START_OBJECT -> call.put(part, inside.members(part, 2));
            case VALUE_NULL -> call.other(new SentObject.Member(part.wireName(), inside.piece(memberFrom)));
            case START_ARRAY -> {
                int from = inside.start();
                inside.skip(2);
                // Languages without an empty object send an empty array for it.
                if (!inside.piece(from).toString().substring(1).strip().equals("]")) {
                    call.mistyped(part.pointer());
                }
                call.other(new SentObject.Member(part.wireName(), inside.piece(memberFrom)));
            }
            default -> {
                call.mistyped(part.pointer());
                inside.skip(2);
            }
        }
    }
}
