package io.tributary.identity.privacy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of a request that every system has answered before the next one begins. */
public enum Stage {
    COLLECT,
    GATE,
    WITHDRAW,
    DELETE,
    PROVE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Stage> labelled(String label) {
        return Stream.of(values()).filter(it -> it.label().equals(label)).findFirst();
    }
}
