package io.tributary.ingestion.intake;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text fields of a call that intake reads. */
enum Field {
    TYPE("type"),
    // Older clients and some published examples name the call here.
    ACTION("action"),
    MESSAGE_ID("messageId"),
    ANONYMOUS_ID("anonymousId"),
    USER_ID("userId"),
    GROUP_ID("groupId"),
    PREVIOUS_ID("previousId"),
    EVENT("event"),
    NAME("name"),
    CATEGORY("category"),
    TIMESTAMP("timestamp"),
    ORIGINAL_TIMESTAMP("originalTimestamp"),
    SENT_AT("sentAt"),
    CHANNEL("channel");

    static final int COUNT = values().length;

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (var field : values()) {
            BY_NAME.put(field.wireName, field);
        }
    }

    private final String wireName;

    Field(String wireName) {
        this.wireName = wireName;
    }

    static @Nullable Field named(String name) {
        return BY_NAME.get(name);
    }

    String wireName() {
        return wireName;
    }

    String pointer() {
        return "/" + wireName;
    }
}
