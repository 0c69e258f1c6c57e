package io.tributary.activation.fault;

import org.jspecify.annotations.Nullable;

/** Records that could not be read or applied, kept with their reason; the same record is kept once. */
public interface DeadLetters {

    void put(String topic, int partition, long position, String key, String reason, byte @Nullable [] value);
}
