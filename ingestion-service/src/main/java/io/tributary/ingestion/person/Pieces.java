package io.tributary.ingestion.person;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts what was found about a person into pieces of NDJSON, one {@code {"system","store","record"}} a line. A record that is
 * longer than a line may be comes in parts. For one thread at a time.
 */
final class Pieces {

    /** Before sealing. */
    static final int PIECE_BYTES = 256 * 1024;

    static final long ALL_BYTES = 64L * 1024 * 1024;

    // However it is escaped, a part is no longer than a piece.
    private static final int PART_CHARS = 20_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DoStage.PieceSink sink;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private int pieces;
    private long bytes;
    private long leftOut;

    Pieces(DoStage.PieceSink sink) {
        this.sink = sink;
    }

    void add(String store, String record) {
        byte[] line = line(store, JSON.readTree(record));
        if (line.length <= PIECE_BYTES) {
            append(line);
            return;
        }
        var parts = parts(record);
        for (int part = 0; part < parts.size(); part++) {
            append(line(
                    store,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("part", part + 1)
                            .put("parts", parts.size())
                            .put("text", parts.get(part))));
        }
    }

    /** Never parted in the middle of a character. */
    private static List<String> parts(String record) {
        var parts = new ArrayList<String>();
        for (int from = 0; from < record.length(); from += parts.getLast().length()) {
            int to = Math.min(record.length(), from + PART_CHARS);
            boolean splits = to < record.length() && Character.isLowSurrogate(record.charAt(to));
            parts.add(record.substring(from, splits ? to - 1 : to));
        }
        return parts;
    }

    private static byte[] line(String store, JsonNode record) {
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("system", DoStage.SYSTEM)
                .put("store", store);
        line.set("record", record);
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void append(byte[] line) {
        if (bytes + line.length > ALL_BYTES) {
            leftOut++;
            return;
        }
        if (piece.size() + line.length > PIECE_BYTES) {
            flush();
        }
        bytes += line.length;
        piece.writeBytes(line);
    }

    private void flush() {
        if (piece.size() > 0) {
            pieces++;
            sink.take(pieces, piece.toByteArray());
            piece.reset();
        }
    }

    /** Gives the last piece; returns how many there were. */
    int end() {
        flush();
        return pieces;
    }

    /** Lines beyond what one system may send. */
    long leftOut() {
        return leftOut;
    }
}
