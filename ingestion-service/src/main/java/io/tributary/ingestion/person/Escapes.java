package io.tributary.ingestion.person;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes escapes out of a text, wherever they stand and whether or not the text is well formed. */
final class Escapes {

    private static final int HEX = 16;

    private Escapes() {}

    /** Those of JSON texts. */
    static String ofJson(String text) {
        var plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            boolean escapes = next == '\\' && at + 1 < text.length();
            int unit = escapes && text.charAt(at + 1) == 'u' ? hex(text, at + 2, 4) : -1;
            if (unit >= 0) {
                plain.append((char) unit);
                at += 6;
            } else {
                plain.append(escapes ? escaped(text.charAt(at + 1)) : next);
                at += escapes ? 2 : 1;
            }
        }
        return plain.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> letter;
        };
    }

    /** Those of addresses and forms; bytes that are no UTF-8 are taken as Latin-1, and a plus for itself. */
    static String ofAddress(String text) {
        var plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = at;
            var bytes = new ByteArrayOutputStream();
            while (end < text.length() && text.charAt(end) == '%' && hex(text, end + 1, 2) >= 0) {
                bytes.write(hex(text, end + 1, 2));
                end += 3;
            }
            if (end > at) {
                plain.append(text(bytes.toByteArray()));
                at = end;
            } else {
                plain.append(text.charAt(at));
                at++;
            }
        }
        return plain.toString();
    }

    private static String text(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The number of so many hexadecimal digits; negative when they are not there. */
    private static int hex(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = Character.digit(text.charAt(at), HEX);
            if (digit < 0) {
                return -1;
            }
            number = HEX * number + digit;
        }
        return number;
    }
}
