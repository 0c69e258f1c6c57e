package io.tributary.ingestion.plan.schema;

import org.jspecify.annotations.Nullable;

/** The drafts that schemas are written in. */
public enum SchemaDraft {
    DRAFT_07("http://json-schema.org/draft-07/schema"),
    DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema");

    private final String id;

    SchemaDraft(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The draft that {@code $schema} names; null when it is none of these. */
    public static @Nullable SchemaDraft named(String id) {
        var plain = id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
        for (var draft : values()) {
            if (draft.id.equals(plain)) {
                return draft;
            }
        }
        return null;
    }
}
