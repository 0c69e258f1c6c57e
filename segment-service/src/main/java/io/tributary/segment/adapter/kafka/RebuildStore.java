package io.tributary.segment.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Absorb;
import io.tributary.contracts.v1.ResolvedEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to profiles whose past is being read anew: events by message id, from the past and live alike, so that each
 * is there once; absorbed profiles; and for a while the messages that a past held, because one of them may still arrive.
 */
final class RebuildStore {

    private static final char EVENT = 'e';
    private static final char ABSORBED = 'a';
    private static final char TAKEN = 't';
    private static final StringSerializer TEXT = new StringSerializer();
    private static final int CHUNK = 2_000;
    private static final long REST_MILLIS = 60_000;

    private final KeyValueStore<String, byte[]> store;
    private @Nullable String cursor;
    private long restUntil;

    RebuildStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    void keep(RecordKey key, ResolvedEvent event) {
        store.put(entry(key, EVENT, event.getEvent().getMessageId()), event.toByteArray());
    }

    void keep(RecordKey key, Absorb absorb) {
        store.put(entry(key, ABSORBED, absorb.getLoser()), absorb.toByteArray());
    }

    /** Whether a past that was applied held the message. */
    boolean wasTaken(RecordKey key, String messageId) {
        return store.get(entry(key, TAKEN, messageId)) != null;
    }

    /** Hands every event over once, in the order of message ids, and remembers that it was taken. */
    void takeEvents(RecordKey key, long now, Consumer<ResolvedEvent> to) {
        var prefix = entry(key, EVENT, "");
        byte[] stamp = ByteBuffer.allocate(Long.BYTES).putLong(now).array();
        for (var kept : keys(prefix)) {
            byte @Nullable [] bytes = store.delete(kept);
            if (bytes != null) {
                store.put(entry(key, TAKEN, kept.substring(prefix.length())), stamp);
                to.accept(event(bytes));
            }
        }
    }

    void takeAbsorbed(RecordKey key, Consumer<Absorb> to) {
        for (var kept : keys(entry(key, ABSORBED, ""))) {
            byte @Nullable [] bytes = store.delete(kept);
            if (bytes != null) {
                to.accept(absorb(bytes));
            }
        }
    }

    /** Forgets whatever is kept of an erased profile. */
    void forget(RecordKey key) {
        keys(key.text() + '\0').forEach(store::delete);
    }

    /** Forgets messages that were taken before that instant, a bounded chunk at a time, round after round. */
    void purge(long now, long takenBefore) {
        if (now < restUntil) {
            return;
        }
        var over = new ArrayList<String>();
        @Nullable String last = null;
        int looked = 0;
        try (var entries = store.range(cursor, null)) {
            while (looked < CHUNK && entries.hasNext()) {
                var next = entries.next();
                last = next.key;
                looked++;
                if (isTaken(next.key) && ByteBuffer.wrap(next.value).getLong() < takenBefore) {
                    over.add(next.key);
                }
            }
        }
        over.forEach(store::delete);
        cursor = looked == CHUNK ? last : null;
        restUntil = cursor == null ? now + REST_MILLIS : now;
    }

    private static boolean isTaken(String entry) {
        int kind = entry.indexOf('\0') + 1;
        return kind > 0 && kind < entry.length() && entry.charAt(kind) == TAKEN;
    }

    private List<String> keys(String prefix) {
        var keys = new ArrayList<String>();
        try (var entries = store.prefixScan(prefix, TEXT)) {
            entries.forEachRemaining(it -> keys.add(it.key));
        }
        return keys;
    }

    private static String entry(RecordKey key, char kind, String name) {
        return key.text() + '\0' + kind + name;
    }

    private static ResolvedEvent event(byte[] bytes) {
        try {
            return ResolvedEvent.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an event that was kept cannot be read", e);
        }
    }

    private static Absorb absorb(byte[] bytes) {
        try {
            return Absorb.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an absorbed profile that was kept cannot be read", e);
        }
    }
}
