package io.tributary.segment.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts what is kept of a person into pieces of whole lines. A record that is larger than a piece travels as texts, in parts
 * that are put together again; what is beyond the limit of a request is left out and counted.
 */
final class CollectPerson {

    /** Before sealing; the wire allows 256 KiB. */
    static final int PIECE_BYTES = 250 * 1024;

    private static final int PART_CHARACTERS = 40 * 1024;

    private final PersonRequest request;
    private final Pieces pieces;
    private final long limit;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private int sent;
    private long records;
    private long bytes;
    private long leftOut;

    CollectPerson(PersonRequest request, Pieces pieces, long limit) {
        this.request = request;
        this.pieces = pieces;
        this.limit = limit;
    }

    void take(PersonDocuments.Held held) {
        var begin = "{\"system\":\"segment\",\"store\":\"" + held.store() + "\",";
        byte[] line = (begin + "\"record\":" + held.json() + "}\n").getBytes(StandardCharsets.UTF_8);
        if (bytes + line.length > limit) {
            leftOut++;
            return;
        }
        records++;
        if (line.length <= PIECE_BYTES) {
            add(line);
        } else {
            inParts(begin, held.json());
        }
    }

    private void inParts(String begin, String json) {
        int parts = (json.length() + PART_CHARACTERS - 1) / PART_CHARACTERS;
        for (int part = 0; part < parts; part++) {
            int from = part * PART_CHARACTERS;
            var text = json.substring(from, Math.min(json.length(), from + PART_CHARACTERS));
            var line = begin + "\"part\":" + (part + 1) + ",\"parts\":" + parts + ",\"record\":" + quoted(text) + "}\n";
            add(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Each character by its number or as it is: a pair of surrogates may be cut in two. */
    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 64).append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || Character.isSurrogate(character)) {
                quoted.append("\\u%04x".formatted((int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }

    private void add(byte[] line) {
        if (piece.size() + line.length > PIECE_BYTES) {
            send();
        }
        piece.writeBytes(line);
        bytes += line.length;
    }

    private void send() {
        if (piece.size() > 0) {
            pieces.send(request, ++sent, piece.toByteArray());
            piece.reset();
        }
    }

    Answer end() {
        send();
        var detail = leftOut == 0 ? "" : leftOut + " records beyond the limit of a request were left out";
        return new Answer.Collected(records, detail, sent);
    }
}
