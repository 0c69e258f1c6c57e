package io.tributary.identity.change;

import org.jspecify.annotations.Nullable;

/** A record for others, ready to be sent as it is; a null value is a tombstone. */
public final class OutgoingRecord {

    private final String topic;
    private final String key;
    private final byte @Nullable [] value;

    public OutgoingRecord(String topic, String key, byte @Nullable [] value) {
        this.topic = topic;
        this.key = key;
        this.value = value;
    }

    public String topic() {
        return topic;
    }

    public String key() {
        return key;
    }

    /** The bytes themselves, not a copy: a record lives for one transaction. */
    public byte @Nullable [] value() {
        return value;
    }
}
