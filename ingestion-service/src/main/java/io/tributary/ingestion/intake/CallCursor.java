package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass over one body; good for a single use. */
final class CallCursor {

    private final JsonParser parser;
    private final byte[] body;
    private int deepest;

    CallCursor(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.body = body;
    }

    Reading single() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return notAnObject();
        }
        var calls = new ArrayList<SentCall>(1);
        var writeKey = new StringBuilder();
        calls.add(object(start(), writeKey));
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
        var writeKey = "";
        var sentAt = "";
        SentObject context = null;
        SentObject integrations = null;
        int count = -1;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "batch" -> count = calls(calls);
                case "writeKey" -> writeKey = scalar();
                case "sentAt" -> sentAt = scalar();
                case "context" -> context = objectOrNothing(Part.CONTEXT);
                case "integrations" -> integrations = objectOrNothing(Part.INTEGRATIONS);
                default -> skip(1);
            }
        }
        if (parser.nextToken() != null) {
            return new Reading.Malformed("The body goes on after its JSON object.");
        }
        return count < 0
                ? new Reading.WrongShape("/batch", "Send an object whose member batch is an array of calls.")
                : new Reading.Envelope(writeKey, new Shared(sentAt, context, integrations), calls, count);
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
            skip(1);
            return -1;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count++;
            if (count > CallReader.MAX_CALLS) {
                skip(1);
            } else {
                calls.add(call());
            }
        }
        return count;
    }

    private SentCall call() {
        int from = start();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(from, new StringBuilder());
        }
        skip(1);
        return new SentCall(false, piece(from));
    }

    private SentCall object(int from, StringBuilder writeKey) {
        var call = new SentCall(true, piece(from));
        deepest = 1;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            int memberFrom = start();
            parser.nextToken();
            var field = Field.named(name);
            var part = field == null ? Part.named(name) : null;
            if (field != null) {
                readText(call, field, memberFrom);
            } else if (part != null) {
                readPart(call, part, memberFrom);
            } else if (name.equals("writeKey")) {
                call.writeKeySeen();
                writeKey.append(scalar());
            } else if (name.equals("mergeProperties") && parser.currentToken() == JsonToken.START_ARRAY) {
                call.put(otherIds());
                call.other(new SentObject.Member(name, piece(memberFrom)));
            } else {
                readOther(call, name, memberFrom);
            }
        }
        call.end(piece(from), deepest);
        return call;
    }

    private void readOther(SentCall call, String name, int memberFrom) {
        if (Misspelling.isMeantAsIdentifier(name)) {
            call.misspelled(name, scalar());
        } else {
            skip(2);
        }
        call.other(new SentObject.Member(name, piece(memberFrom)));
    }

    /** Ids and names that a client wrote as numbers are taken as their digits; {@code null} counts as absent. */
    private void readText(SentCall call, Field field, int memberFrom) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            var text = parser.getString();
            call.put(field, text, memberFrom, end());
            return;
        }
        if (token.isNumeric()) {
            call.putOddly(field, parser.getString());
        } else if (token != JsonToken.VALUE_NULL) {
            call.mistyped(field.pointer());
            skip(2);
        }
        call.other(new SentObject.Member(field.wireName(), piece(memberFrom)));
    }

    private void readPart(SentCall call, Part part, int memberFrom) {
        switch (parser.currentToken()) {
            case START_OBJECT -> call.put(part, members(part, 2));
            case VALUE_NULL -> call.other(new SentObject.Member(part.wireName(), piece(memberFrom)));
            case START_ARRAY -> {
                int from = start();
                skip(2);
                // Languages without an empty object send an empty array for it.
                if (!piece(from).toString().substring(1).strip().equals("]")) {
                    call.mistyped(part.pointer());
                }
                call.other(new SentObject.Member(part.wireName(), piece(memberFrom)));
            }
            default -> {
                call.mistyped(part.pointer());
                skip(2);
            }
        }
    }

    /** RudderStack's merge: an array of pairs of type and value, of which more than anybody may send are left out. */
    private List<OtherId> otherIds() {
        var ids = new ArrayList<OtherId>();
        deepest = Math.max(deepest, 2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var id = parser.currentToken() == JsonToken.START_OBJECT ? otherId() : passedOver();
            if (ids.size() <= CallRules.MAX_OTHER_IDS) {
                ids.add(id);
            }
        }
        return ids;
    }

    private OtherId otherId() {
        var type = "";
        var value = "";
        deepest = Math.max(deepest, 3);
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "type" -> type = scalar();
                case "value" -> value = scalar();
                default -> skip(4);
            }
        }
        return new OtherId(type, value);
    }

    private OtherId passedOver() {
        skip(3);
        return new OtherId("", "");
    }

    private @Nullable SentObject objectOrNothing(Part part) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return members(part, 2);
        }
        skip(1);
        return null;
    }

    /** The object at the cursor. {@code level} is its own level within the call. */
    private SentObject members(Part part, int level) {
        int from = start();
        var members = new ArrayList<SentObject.Member>();
        var hints = new HintsReader(part, level);
        int count = 0;
        deepest = Math.max(deepest, level);
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            int memberFrom = start();
            parser.nextToken();
            hints.read(name);
            count++;
            if (count <= SentObject.MAX_MEMBERS) {
                members.add(new SentObject.Member(name, piece(memberFrom)));
            }
        }
        return new SentObject(piece(from), members, count, hints.read());
    }

    /** Reads the members that intake looks into, and passes over all others. */
    private final class HintsReader {

        private final Part part;
        private final int level;
        private String email = "";
        private String phone = "";
        private String library = "";
        private @Nullable SentObject traits;
        private List<SentObject.ExternalId> externalIds = List.of();

        HintsReader(Part part, int level) {
            this.part = part;
            this.level = level;
        }

        void read(String name) {
            switch (part) {
                case TRAITS -> readTrait(name);
                case CONTEXT -> readContext(name);
                case PROPERTIES, INTEGRATIONS -> skip(level + 1);
            }
        }

        private void readTrait(String name) {
            switch (name) {
                case "email" -> email = scalar(level + 1);
                case "phone" -> phone = scalar(level + 1);
                default -> skip(level + 1);
            }
        }

        private void readContext(String name) {
            var token = parser.currentToken();
            if (token == JsonToken.START_OBJECT && name.equals("traits")) {
                traits = members(Part.TRAITS, level + 1);
            } else if (token == JsonToken.START_OBJECT && name.equals("library")) {
                library = libraryName(level + 1);
            } else if (token == JsonToken.START_ARRAY && name.equals("externalIds")) {
                externalIds = externalIds(level + 1);
            } else {
                skip(level + 1);
            }
        }

        SentObject.Hints read() {
            return new SentObject.Hints(email, phone, library, traits, externalIds);
        }
    }

    private List<SentObject.ExternalId> externalIds(int level) {
        var ids = new ArrayList<SentObject.ExternalId>();
        deepest = Math.max(deepest, level);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                skip(level + 1);
                continue;
            }
            deepest = Math.max(deepest, level + 1);
            var id = "";
            var type = "";
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "id" -> id = scalar(level + 2);
                    case "type" -> type = scalar(level + 2);
                    default -> skip(level + 2);
                }
            }
            if (!id.isEmpty() && !type.isEmpty()) {
                ids.add(new SentObject.ExternalId(type, id));
            }
        }
        return ids;
    }

    private String libraryName(int level) {
        var found = "";
        deepest = Math.max(deepest, level);
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("name")) {
                found = scalar(level + 1);
            } else {
                skip(level + 1);
            }
        }
        return found;
    }

    private String scalar() {
        return scalar(2);
    }

    /** The text or the number at the cursor; anything else, whose level would be that one, is passed over and empty. */
    private String scalar(int level) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            return parser.getString();
        }
        skip(level);
        return "";
    }

    /** Passes over the value at the cursor, whose level would be {@code level} if it had members. */
    private void skip(int level) {
        if (!parser.currentToken().isStructStart()) {
            parser.finishToken();
            return;
        }
        int open = level;
        deepest = Math.max(deepest, open);
        while (open >= level) {
            var token = parser.nextToken();
            if (token.isStructStart()) {
                open++;
                deepest = Math.max(deepest, open);
            } else if (token.isStructEnd()) {
                open--;
            }
        }
    }

    private int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** From there to behind the current token. */
    private JsonBytes piece(int from) {
        return new JsonBytes(body, from, end());
    }

    private int end() {
        return (int) parser.currentLocation().getByteOffset();
    }
}
