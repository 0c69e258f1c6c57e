package io.tributary.ingestion.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Tells valid UTF-8 from everything else, without keeping the text. */
public final class Utf8 {

    private static final int CHUNK = 4096;

    private Utf8() {}

    static boolean isValid(byte[] bytes) {
        // A zero among the first four bytes is UTF-16 or UTF-32, which a JSON parser would silently accept.
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        int ascii = 0;
        while (ascii < bytes.length && bytes[ascii] >= 0) {
            ascii++;
        }
        return ascii == bytes.length || decodes(ByteBuffer.wrap(bytes, ascii, bytes.length - ascii));
    }

    private static boolean decodes(ByteBuffer rest) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var out = CharBuffer.allocate(CHUNK);
        while (true) {
            var result = decoder.decode(rest, out, true);
            if (result.isUnderflow()) {
                return true;
            }
            if (result.isError()) {
                return false;
            }
            out.clear();
        }
    }

    /** Whether the text can be written as UTF-8 and stored by every database: no lone surrogate and no NUL. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == 0 || Character.isLowSurrogate(here)) {
                return false;
            }
            if (Character.isHighSurrogate(here)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
