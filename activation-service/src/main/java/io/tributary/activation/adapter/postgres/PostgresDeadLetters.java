package io.tributary.activation.adapter.postgres;

import io.tributary.activation.fault.DeadLetters;
import java.sql.Types;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Dead letters as a table; long values are cut. */
public final class PostgresDeadLetters implements DeadLetters {

    private static final int MAX_BYTES = 64 * 1024;

    private final Store store;
    private final Clock realClock;

    public PostgresDeadLetters(Store store, Clock realClock) {
        this.store = store;
        this.realClock = realClock;
    }

    @Override
    public void put(String topic, int partition, long position, String key, String reason, byte @Nullable [] value) {
        var kept = value == null || value.length <= MAX_BYTES ? value : Arrays.copyOf(value, MAX_BYTES);
        store.in(jdbc -> jdbc.sql("""
                        insert into dead_letter (topic, partition, position, key, reason, value, at_ms)
                        values (:topic, :partition, :position, :key, :reason, :value, :at) on conflict do nothing
                        """)
                .param("topic", topic)
                .param("partition", partition)
                .param("position", position)
                .param("key", key.replace('\0', ' '))
                .param("reason", reason)
                .param("value", kept, Types.BINARY)
                .param("at", realClock.millis())
                .update());
    }
}
