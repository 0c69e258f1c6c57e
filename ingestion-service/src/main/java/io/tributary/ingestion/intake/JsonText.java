package io.tributary.ingestion.intake;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes the little JSON that intake itself adds to a call. */
final class JsonText {

    private JsonText() {}

    /** {@code "key":"value"} in UTF-8. */
    static byte[] member(String key, String value) {
        return text(key, value).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text. */
    static String text(String key, String value) {
        return quoted(key) + ":" + quoted(value);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
