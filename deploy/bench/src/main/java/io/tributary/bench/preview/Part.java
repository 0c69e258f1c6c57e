package io.tributary.bench.preview;

import java.util.Locale;

/** What can be measured of each size; spelled in lower case on the command line. */
public enum Part {
    PREVIEW,
    REEVALUATION,
    LOOKUPS;

    /** Of its name in any case; another one is an {@link IllegalArgumentException}. */
    public static Part of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
