package io.tributary.ingestion.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells the encoding of a file: by its byte order mark, by the zeros that UTF-16 has in most alphabets, else whether it
 * is valid UTF-8 for as long as it looks; what is not is Windows-1252, which contains what ISO-8859-1 has.
 */
public final class SniffEncoding {

    /** Files in which the first letter beyond ASCII comes later are taken for UTF-8; their rows then tell. */
    static final long LOOKS_AT = 64L * 1024 * 1024;

    private static final int HEAD = 4096;
    private static final int BUFFER = 64 * 1024;
    private static final String WINDOWS_1252 = "windows-1252";

    private SniffEncoding() {}

    /** Null when the bytes are no text: they hold zeros where no text has them. */
    public static @Nullable TextEncoding of(InputStream unpacked) throws IOException {
        byte[] head = unpacked.readNBytes(HEAD);
        var marked = byMark(head);
        if (marked != null) {
            return marked;
        }
        int evenZeros = zeros(head, 0);
        int oddZeros = zeros(head, 1);
        if (evenZeros + oddZeros > 0) {
            return byZeros(head, evenZeros, oddZeros);
        }
        return new TextEncoding(isUtf8(head, unpacked) ? "UTF-8" : WINDOWS_1252, 0);
    }

    /** The length of the byte order mark of that charset at the beginning of {@code head}. */
    public static int markBytes(byte[] head, String charset) {
        var marked = byMark(head);
        return marked != null && marked.charset().equalsIgnoreCase(charset) ? marked.markBytes() : 0;
    }

    private static @Nullable TextEncoding byMark(byte[] head) {
        if (startsWith(head, 0xef, 0xbb, 0xbf)) {
            return new TextEncoding("UTF-8", 3);
        }
        if (startsWith(head, 0xff, 0xfe)) {
            return new TextEncoding("UTF-16LE", 2);
        }
        return startsWith(head, 0xfe, 0xff) ? new TextEncoding("UTF-16BE", 2) : null;
    }

    private static boolean startsWith(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Delimiters and line ends alone make enough zeros on one side, whatever the alphabet. */
    private static @Nullable TextEncoding byZeros(byte[] head, int evenZeros, int oddZeros) {
        int units = head.length / 2;
        if (oddZeros * 20 > units && evenZeros * 100 < units) {
            return new TextEncoding("UTF-16LE", 0);
        }
        return evenZeros * 20 > units && oddZeros * 100 < units ? new TextEncoding("UTF-16BE", 0) : null;
    }

    private static boolean isUtf8(byte[] head, InputStream rest) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(BUFFER + HEAD).put(head).flip();
        var text = CharBuffer.allocate(BUFFER + HEAD);
        for (long looked = head.length; decodes(decoder, bytes, text, false); looked += BUFFER) {
            bytes.compact();
            byte[] more = looked < LOOKS_AT ? rest.readNBytes(BUFFER) : new byte[0];
            boolean end = more.length == 0;
            bytes.put(more).flip();
            if (end) {
                // A character that the end of looking cuts in two is not broken.
                return looked >= LOOKS_AT || decodes(decoder, bytes, text, true);
            }
        }
        return false;
    }

    private static boolean decodes(CharsetDecoder decoder, ByteBuffer bytes, CharBuffer text, boolean end) {
        return !decoder.decode(bytes, text.clear(), end).isError();
    }
}
