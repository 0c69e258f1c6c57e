package io.tributary.ingestion.infer;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The formats that a text can be seen to have; a schema asserts the first that every text of a property has. */
enum TextFormat {
    DATE_TIME("date-time", "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)"),
    DATE("date", "\\d{4}-\\d\\d-\\d\\d"),
    UUID("uuid", "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    EMAIL("email", "[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,63}"),
    URI("uri", "[a-z][a-z0-9+.-]{1,20}://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{1,2000}"),
    IPV4("ipv4", "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    private final String wireName;
    private final Pattern pattern;

    TextFormat(String wireName, String pattern) {
        this.wireName = wireName;
        this.pattern = Pattern.compile(pattern);
    }

    String wireName() {
        return wireName;
    }

    static Set<TextFormat> all() {
        return EnumSet.allOf(TextFormat.class);
    }

    /** Texts longer than any format are none of them; every pattern above is bounded. */
    boolean fits(String text) {
        return text.length() <= 2_048 && pattern.matcher(text).matches();
    }
}
