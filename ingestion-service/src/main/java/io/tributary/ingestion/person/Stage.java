package io.tributary.ingestion.person;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of a privacy request, each asked for when every system has answered the one before. */
public enum Stage {
    GATE,
    WITHDRAW,
    DELETE,
    PROVE,
    COLLECT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Stage> named(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it.wireName().equals(wireName))
                .findFirst();
    }
}
