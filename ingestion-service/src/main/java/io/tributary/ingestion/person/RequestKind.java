package io.tributary.ingestion.person;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person asked for. */
public enum RequestKind {
    ACCESS,
    ERASE,
    SUPPRESS,
    RESTRICT,
    LIFT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RequestKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it.wireName().equals(wireName))
                .findFirst();
    }
}
