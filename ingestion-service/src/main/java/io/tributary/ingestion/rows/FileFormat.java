package io.tributary.ingestion.rows;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file's rows are. */
public enum FileFormat {
    /** Cells with a delimiter, quoted after RFC 4180. */
    CSV,
    /** One JSON object a line. */
    NDJSON;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null when there is no such format. */
    public static @Nullable FileFormat named(String wireName) {
        for (var format : values()) {
            if (format.wireName().equals(wireName)) {
                return format;
            }
        }
        return null;
    }
}
