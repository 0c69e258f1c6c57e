package io.tributary.ingestion.person;

import io.tributary.ingestion.gzip.Gunzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that some bytes can be read as: as text, without the escapes of JSON and of addresses, and what lies in them as
 * base64 or gzip, one inside the other. Bounded in depth, in number and in size; what is beyond says so.
 */
final class Readings {

    /** One inside the other: a JSON text in a query of an address in a JSON text has three. */
    private static final int DEPTH = 4;

    private static final int MOST = 500;
    private static final long MOST_CHARS = 64L * 1024 * 1024;
    private static final int MOST_UNPACKED = 8 * 1024 * 1024;
    private static final Charset ONE_BYTE = Charset.forName("windows-1252");
    private static final int MIN_DIGITS = 8;

    private final Predicate<String> seen;
    private final Deque<Reading> waiting = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private long chars;
    private boolean cut;

    private record Reading(String text, int depth) {}

    private Readings(Predicate<String> seen) {
        this.seen = seen;
    }

    /** What looking came to: whether a reading fits, and whether there were more readings than are looked at. */
    record Outcome(boolean found, boolean cut) {}

    /** Gives reading after reading, in Unicode NFC, until one fits. */
    static Outcome anyOf(byte[] bytes, Predicate<String> fits) {
        var readings = new Readings(fits);
        readings.addBytes(bytes, 0, false);
        return new Outcome(readings.look(), readings.cut);
    }

    private boolean look() {
        for (var reading = waiting.poll(); reading != null; reading = waiting.poll()) {
            if (seen.test(reading.text)) {
                return true;
            }
            addDecoded(reading.text, reading.depth + 1);
        }
        return false;
    }

    private void addDecoded(String text, int depth) {
        if (text.indexOf('\\') >= 0) {
            add(Escapes.ofJson(text), depth);
        }
        if (text.indexOf('%') >= 0) {
            add(Escapes.ofAddress(text), depth);
        }
        for (int from = 0; from < text.length(); from++) {
            int end = endOfDigits(text, from);
            if (end - from >= MIN_DIGITS) {
                addBase64(text.substring(from, end), depth);
            }
            from = end;
        }
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Of base64 in any of its alphabets (RFC 4648, 4 and 5); how it is padded says nothing more. */
    private static boolean isDigit(char one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || one == '+'
                || one == '/'
                || one == '-'
                || one == '_';
    }

    /** A slash is a digit of base64, and parts the steps of an address. */
    private void addBase64(String run, int depth) {
        addDigits(run, depth);
        if (run.indexOf('/') >= 0) {
            for (var part : run.split("/", -1)) {
                addDigits(part, depth);
            }
        }
    }

    private void addDigits(String run, int depth) {
        var digits = run.replace('-', '+').replace('_', '/');
        // One digit alone beyond whole bytes means nothing.
        int length = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        if (length >= MIN_DIGITS) {
            addBytes(Base64.getDecoder().decode(digits.substring(0, length)), depth, true);
        }
    }

    /** @param guessed that they are bytes at all: then only clean text is one */
    private void addBytes(byte[] bytes, int depth, boolean guessed) {
        if (isGzip(bytes)) {
            byte[] unpacked = unpacked(bytes);
            if (unpacked.length > 0) {
                addBytes(unpacked, depth, false);
                return;
            }
        }
        if (guessed) {
            var text = isClean(bytes) ? decoded(bytes) : null;
            if (text != null) {
                add(text, depth);
            }
            return;
        }
        var text = decoded(bytes);
        add(text == null ? new String(bytes, StandardCharsets.UTF_8) : text, depth);
        if (text == null) {
            add(new String(bytes, ONE_BYTE), depth);
        }
        addWide(bytes, depth);
    }

    /** Text of two bytes a character, which shows by its zeros. */
    private void addWide(byte[] bytes, int depth) {
        int zeros = 0;
        for (byte one : bytes) {
            zeros += one == 0 ? 1 : 0;
        }
        if (bytes.length > 3 && zeros > bytes.length / 4) {
            add(new String(bytes, StandardCharsets.UTF_16LE), depth);
            add(new String(bytes, StandardCharsets.UTF_16BE), depth);
        }
    }

    private void add(String text, int depth) {
        var normal = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        if (known.contains(normal)) {
            return;
        }
        if (depth > DEPTH || known.size() == MOST || chars + normal.length() > MOST_CHARS) {
            cut = true;
            return;
        }
        chars += normal.length();
        known.add(normal);
        waiting.add(new Reading(normal, depth));
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /** As far as it can be unpacked. */
    private byte[] unpacked(byte[] bytes) {
        try (var in = new Gunzip(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = in.readNBytes(MOST_UNPACKED);
            cut |= unpacked.length == MOST_UNPACKED;
            return unpacked;
        } catch (IOException _) {
            cut = true;
            return new byte[0];
        }
    }

    // Most guesses are no text: too many for an exception each.
    private static @Nullable String decoded(byte[] bytes) {
        var text = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        return result.isError() ? null : text.flip().toString();
    }

    private static boolean isClean(byte[] bytes) {
        for (byte one : bytes) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }
}
