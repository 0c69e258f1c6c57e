package io.tributary.conformance.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 message (RFC 9112) as it was on the wire.
 *
 * @param start the request line or status line
 * @param headers by lower-case name; of a header that comes twice the last
 * @param raw the body's bytes with their chunk framing
 * @param body the body without it, as sent: it may be gzip
 */
// Messages are recorded and repeated, never compared.
@SuppressWarnings("ArrayRecordComponent")
public record HttpMessage(String start, Map<String, String> headers, byte[] raw, byte[] body) {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /** Reads the next message; null when the peer is done. */
    static @Nullable HttpMessage read(InputStream in) throws IOException {
        var head = readHead(in);
        if (head.isEmpty()) {
            return null;
        }
        List<String> lines = head.lines().toList();
        var headers = new LinkedHashMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        var raw = new ByteArrayOutputStream();
        var body = new ByteArrayOutputStream();
        readBody(in, lines.getFirst(), headers, raw, body);
        return new HttpMessage(lines.getFirst(), Map.copyOf(headers), raw.toByteArray(), body.toByteArray());
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                if (head.size() > 0) {
                    throw new EOFException("the peer ended in the middle of a head");
                }
                return "";
            }
            head.write(next);
            var soFar = head.size() < 4 || next != '\n' ? "" : head.toString(StandardCharsets.ISO_8859_1);
            if (soFar.endsWith("\r\n\r\n")) {
                return soFar;
            }
            if (head.size() > MAX_HEAD) {
                throw new IOException("a head of more than " + MAX_HEAD + " bytes");
            }
        }
    }

    private static void readBody(
            InputStream in,
            String start,
            Map<String, String> headers,
            ByteArrayOutputStream raw,
            ByteArrayOutputStream body)
            throws IOException {
        boolean answer = start.startsWith("HTTP/");
        if (answer && (start.contains(" 204") || start.contains(" 304"))) {
            return;
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            readChunks(in, raw, body);
        } else if (headers.containsKey("content-length")) {
            byte[] bytes = exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
            raw.writeBytes(bytes);
            body.writeBytes(bytes);
        } else if (answer) {
            byte[] rest = in.readNBytes(MAX_BODY);
            raw.writeBytes(rest);
            body.writeBytes(rest);
        }
    }

    private static void readChunks(InputStream in, ByteArrayOutputStream raw, ByteArrayOutputStream body)
            throws IOException {
        while (true) {
            var size = line(in, raw);
            int semicolon = size.indexOf(';');
            int length = Integer.parseInt((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
            if (length == 0) {
                // Trailers, up to the empty line.
                while (!line(in, raw).isEmpty()) {}
                return;
            }
            byte[] bytes = exactly(in, length);
            raw.writeBytes(bytes);
            body.writeBytes(bytes);
            line(in, raw);
        }
    }

    private static String line(InputStream in, ByteArrayOutputStream raw) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the peer ended in the middle of a chunk");
            }
            raw.write(next);
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        if (length < 0 || length > MAX_BODY) {
            throw new IOException("a body of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the peer ended in the middle of a body");
        }
        return bytes;
    }

    /** The message's bytes, with another value for one header (which is added when it is not there). */
    byte[] bytesWith(String name, String value) {
        var out = new StringBuilder(start).append("\r\n");
        headers.forEach((header, own) -> {
            if (!header.equals(name)) {
                out.append(header).append(": ").append(own).append("\r\n");
            }
        });
        out.append(name).append(": ").append(value).append("\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(out.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(raw);
        return bytes.toByteArray();
    }

    /** The body as text, unpacked where it is gzip. */
    public String text() {
        boolean packed = body.length > 1 && (body[0] & 0xff) == GZIP_FIRST && (body[1] & 0xff) == GZIP_SECOND;
        try (var in = packed ? new GZIPInputStream(new ByteArrayInputStream(body)) : new ByteArrayInputStream(body)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
