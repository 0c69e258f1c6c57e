package io.tributary.segment.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Absorb;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.feature.ProfileState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to profiles whose past is being read anew: events by message id, from the past and live alike, so that each
 * is there once; absorbed profiles; what a long past has come to so far; and for a while the messages that a past held,
 * because one of them may still arrive. Nothing here walks over more than a bounded number of entries at once.
 */
final class RebuildStore {

    private static final char EVENT = 'e';
    private static final char ABSORBED = 'a';
    private static final char BEGUN = 's';
    private static final char TAKEN = 't';
    private static final int CHUNK = 2_000;
    private static final int COUNTED = 1_000;
    private static final long CHUNK_BYTES = 8L << 20;
    private static final long REST_MILLIS = 60_000;

    /**
     * What one piece came to.
     *
     * @param events how many were handed over
     * @param last the entry behind which there are more; empty when these were the last
     */
    record Taken(int events, String last) {}

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
        store.put(entry(key, ABSORBED, absorb.getLoser() + '@' + absorb.getGraphNumber()), absorb.toByteArray());
    }

    /** Whether a past that was applied held the message. */
    boolean wasTaken(RecordKey key, String messageId) {
        return store.get(entry(key, TAKEN, messageId)) != null;
    }

    /** Whether the past after that split held the message, and it is applied already. */
    boolean wasTaken(RecordKey key, String messageId, long graphNumber) {
        byte @Nullable [] mark = store.get(entry(key, TAKEN, messageId));
        return mark != null && mark.length > Long.BYTES && ByteBuffer.wrap(mark).getLong(Long.BYTES) == graphNumber;
    }

    /**
     * Hands kept events over once each, in the order of message ids, and remembers that they were taken.
     *
     * @param after hands over what follows this entry; empty for the first
     * @param graphNumber the split after which they are taken
     * @param applies whether an event became the profile's; one that did not is forgotten here
     */
    Taken takeEvents(
            RecordKey key, String after, int most, long graphNumber, long now, Predicate<ResolvedEvent> applies) {
        var prefix = entry(key, EVENT, "");
        byte[] mark = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(now)
                .putLong(graphNumber)
                .array();
        var chunk = chunk(after.isEmpty() ? prefix : after, entry(key, (char) (EVENT + 1), ""), most);
        for (var kept : chunk.entries()) {
            store.delete(kept.key);
            if (applies.test(event(kept.value))) {
                store.put(entry(key, TAKEN, kept.key.substring(prefix.length())), mark);
            }
        }
        var last = chunk.more() ? chunk.entries().getLast().key : "";
        return new Taken(chunk.entries().size(), last);
    }

    /** Hands absorbed profiles over once each, at most so many; returns whether there may be more. */
    boolean takeAbsorbed(RecordKey key, int most, Consumer<Absorb> to) {
        var chunk = chunk(entry(key, ABSORBED, ""), entry(key, (char) (ABSORBED + 1), ""), most);
        for (var kept : chunk.entries()) {
            store.delete(kept.key);
            to.accept(absorb(kept.value));
        }
        return chunk.more();
    }

    /** What has become of the past so far, while it is applied in pieces. */
    Optional<ProfileState> begun(RecordKey key) {
        byte @Nullable [] bytes = store.get(entry(key, BEGUN, ""));
        return bytes == null ? Optional.empty() : Optional.of(ProfileState.decode(bytes));
    }

    void begin(RecordKey key, byte[] state) {
        store.put(entry(key, BEGUN, ""), state);
    }

    void endBegun(RecordKey key) {
        store.delete(entry(key, BEGUN, ""));
    }

    /** Forgets what is kept of an erased profile, at most so many entries; returns how many that were. */
    int forget(RecordKey key, int most) {
        var chunk = chunk(key.text() + '\0', key.text() + '\1', most);
        chunk.entries().forEach(it -> store.delete(it.key));
        return chunk.entries().size();
    }

    /** How many entries are kept of a profile; counted to 1,000. */
    long count(RecordKey key) {
        return chunk(key.text() + '\0', key.text() + '\1', COUNTED).entries().size();
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

    /** Entries from a name up to another, read to the end before any is changed. */
    private record Chunk(List<KeyValue<String, byte[]>> entries, boolean more) {}

    private Chunk chunk(String from, String to, int most) {
        var chunk = new ArrayList<KeyValue<String, byte[]>>();
        long bytes = 0;
        try (var entries = store.range(from, to)) {
            while (chunk.size() < most && bytes < CHUNK_BYTES && entries.hasNext()) {
                var next = entries.next();
                chunk.add(next);
                bytes += next.value.length;
            }
            return new Chunk(chunk, entries.hasNext());
        }
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
