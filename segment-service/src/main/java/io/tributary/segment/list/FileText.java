package io.tributary.segment.list;

import io.tributary.segment.list.ListRefused.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file as text. What its encoding is, is said, or shown by its mark, or by the zeros that UTF-16 has; else it is UTF-8 when
 * its beginning is, and otherwise Windows-1252. A byte further on that does not fit ends the reading: nothing is guessed twice.
 */
final class FileText {

    private static final int LOOKS_AT = 256 * 1024;
    private static final int SAMPLE = 32 * 1024;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Map<Charset, byte[]> MARKS = Map.of(
            StandardCharsets.UTF_8, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
            StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE},
            StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF});

    private final byte[] head;
    private final InputStream rest;
    private final Charset encoding;
    private final int markBytes;

    private FileText(byte[] head, InputStream rest, Charset encoding) {
        this.head = head;
        this.rest = rest;
        this.encoding = encoding;
        this.markBytes = startsWith(head, encoding) ? markOf(encoding).length : 0;
    }

    static FileText of(InputStream bytes, @Nullable Charset said) throws IOException {
        byte[] head = bytes.readNBytes(LOOKS_AT);
        return new FileText(head, bytes, said == null ? encoding(head) : said);
    }

    Charset encoding() {
        return encoding;
    }

    /** Its beginning; a character that is cut in two may end it. */
    String sample() {
        return new String(head, markBytes, Math.min(SAMPLE, head.length - markBytes), encoding);
    }

    /** All of it; what does not fit the encoding is a {@code CharacterCodingException}. */
    Reader reader() {
        var beginning = new ByteArrayInputStream(head, markBytes, head.length - markBytes);
        return new InputStreamReader(new SequenceInputStream(beginning, rest), strict(encoding));
    }

    private static Charset encoding(byte[] head) {
        for (var marked : MARKS.keySet()) {
            if (startsWith(head, marked)) {
                return marked;
            }
        }
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        if (even + odd == 0) {
            return isUtf8(head) ? StandardCharsets.UTF_8 : WINDOWS_1252;
        }
        if (even > 0 && odd > 0) {
            throw new ListRefused(Rule.ENCODING, "the file is no text");
        }
        return odd > 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean startsWith(byte[] head, Charset encoding) {
        byte[] mark = markOf(encoding);
        if (mark.length == 0 || head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (head[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] markOf(Charset encoding) {
        return MARKS.getOrDefault(encoding, new byte[0]);
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            if (head[i] == 0) {
                zeros++;
            }
        }
        return zeros;
    }

    private static boolean isUtf8(byte[] head) {
        var text = CharBuffer.allocate(head.length);
        return !strict(StandardCharsets.UTF_8)
                .decode(ByteBuffer.wrap(head), text, head.length < LOOKS_AT)
                .isError();
    }

    private static CharsetDecoder strict(Charset encoding) {
        return encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
