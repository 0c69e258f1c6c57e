package io.tributary.ingestion.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The six calls of the public API, and RudderStack's merge, which enters as an identify with more identifiers. */
public enum CallType {
    IDENTIFY,
    TRACK,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS,
    MERGE;

    /** The call's name in routes and in the {@code type} field. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The call of that name, long ({@code track}) or as browser clients shorten it ({@code t}); null when unknown. */
    public static @Nullable CallType named(String name) {
        for (var type : values()) {
            var wireName = type.wireName();
            if (wireName.equals(name) || (name.length() == 1 && type != MERGE && wireName.startsWith(name))) {
                return type;
            }
        }
        return null;
    }
}
