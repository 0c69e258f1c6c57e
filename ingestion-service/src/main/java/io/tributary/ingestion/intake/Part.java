package io.tributary.ingestion.intake;

import org.jspecify.annotations.Nullable;

/** The JSON objects of a call that travel on as they were sent. */
enum Part {
    PROPERTIES("properties"),
    TRAITS("traits"),
    CONTEXT("context"),
    INTEGRATIONS("integrations");

    static final int COUNT = values().length;

    private final String wireName;

    Part(String wireName) {
        this.wireName = wireName;
    }

    static @Nullable Part named(String name) {
        for (var part : values()) {
            if (part.wireName.equals(name)) {
                return part;
            }
        }
        return null;
    }

    String wireName() {
        return wireName;
    }

    String pointer() {
        return "/" + wireName;
    }
}
