package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a call holds, one value at a time from where the parser stands, and remembers how deep that went. Goes with one
 * {@link CallCursor}.
 */
final class ObjectCursor {

    private final JsonParser parser;
    private final byte[] body;
    private int deepest;

    ObjectCursor(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.body = body;
    }

    /** A call begins, which is its own first level. */
    void begin() {
        deepest = 1;
    }

    /** How many levels the call has, as far as it was read. */
    int deepest() {
        return deepest;
    }

    /** RudderStack's merge: an array of pairs of type and value, of which more than anybody may send are left out. */
    List<OtherId> otherIds() {
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

    @Nullable
    SentObject objectOrNothing(Part part) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return members(part, 2);
        }
        skip(1);
        return null;
    }

    /** The object at the cursor. {@code level} is its own level within the call. */
    SentObject members(Part part, int level) {
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
        private String channel = "";
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
            } else if (name.equals("channel")) {
                channel = scalar(level + 1);
            } else {
                skip(level + 1);
            }
        }

        SentObject.Hints read() {
            return new SentObject.Hints(email, phone, library, channel, traits, externalIds);
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

    String scalar() {
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
    void skip(int level) {
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

    int start() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** From there to behind the current token. */
    JsonBytes piece(int from) {
        return new JsonBytes(body, from, end());
    }

    int end() {
        return (int) parser.currentLocation().getByteOffset();
    }
}
