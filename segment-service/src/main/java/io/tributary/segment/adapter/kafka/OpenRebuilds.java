package io.tributary.segment.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Rebuild;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which profiles wait for their past, and of which it has come and is being applied. Lies in the same store as what is
 * kept of them, before all profiles by name, so that neither is ever looked for among all.
 */
final class OpenRebuilds {

    /**
     * A profile that waits.
     *
     * @param since real time, milliseconds, when it was taken apart
     * @param askedAt real time, milliseconds, when its past was last asked for
     * @param rebuild the wish
     */
    record Waiting(long since, long askedAt, Rebuild rebuild) {}

    /**
     * A profile whose past has come.
     *
     * @param since as for one that waits
     * @param after the entry of what is kept that was applied last; empty at the beginning of a pass
     * @param rebuild the end of the past, without events
     */
    record Coming(long since, String after, Rebuild rebuild) {}

    /** One look over those who wait: names in order, at most as many as were asked for. */
    record Look(List<String> profiles, boolean more) {}

    private static final String WAITING = "\0w";
    private static final String COMING = "\0c";
    private static final String END = "\0x";

    private final KeyValueStore<String, byte[]> store;
    private long open;

    OpenRebuilds(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var entries = store.range(COMING, END)) {
            for (; entries.hasNext(); entries.next()) {
                open++;
            }
        }
    }

    /** How many there are of both. */
    long count() {
        return open;
    }

    Optional<Waiting> waiting(String profile) {
        byte @Nullable [] bytes = store.get(WAITING + profile);
        if (bytes == null) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(bytes);
        return Optional.of(new Waiting(in.getLong(), in.getLong(), rebuild(in)));
    }

    Optional<Coming> coming(RecordKey key) {
        byte @Nullable [] bytes = store.get(COMING + key.text());
        if (bytes == null) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(bytes);
        long since = in.getLong();
        byte[] after = new byte[in.getInt()];
        in.get(after);
        return Optional.of(new Coming(since, new String(after, StandardCharsets.UTF_8), rebuild(in)));
    }

    void put(String profile, Waiting waiting) {
        byte[] rebuild = waiting.rebuild().toByteArray();
        delete(COMING + profile);
        put(
                WAITING + profile,
                ByteBuffer.allocate(2 * Long.BYTES + rebuild.length)
                        .putLong(waiting.since())
                        .putLong(waiting.askedAt())
                        .put(rebuild)
                        .array());
    }

    void put(RecordKey key, Coming coming) {
        byte[] rebuild = coming.rebuild().toByteArray();
        byte[] after = coming.after().getBytes(StandardCharsets.UTF_8);
        delete(WAITING + key.text());
        put(
                COMING + key.text(),
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES + after.length + rebuild.length)
                        .putLong(coming.since())
                        .putInt(after.length)
                        .put(after)
                        .put(rebuild)
                        .array());
    }

    void close(RecordKey key) {
        delete(WAITING + key.text());
        delete(COMING + key.text());
    }

    /** Who waits, behind that name. */
    Look waitingAfter(String profile, int most) {
        return look(WAITING, profile, END, most);
    }

    /** Whose past has come, behind that name. */
    Look comingAfter(String profile, int most) {
        return look(COMING, profile, WAITING, most);
    }

    private Look look(String kind, String after, String end, int most) {
        var profiles = new ArrayList<String>();
        try (var entries = store.range(kind + after, end)) {
            while (profiles.size() < most && entries.hasNext()) {
                var profile = entries.next().key.substring(kind.length());
                if (!profile.equals(after)) {
                    profiles.add(profile);
                }
            }
            return new Look(profiles, entries.hasNext());
        }
    }

    private void put(String name, byte[] value) {
        if (store.get(name) == null) {
            open++;
        }
        store.put(name, value);
    }

    private void delete(String name) {
        if (store.delete(name) != null) {
            open--;
        }
    }

    private static Rebuild rebuild(ByteBuffer in) {
        try {
            return Rebuild.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a rebuild that is open cannot be read", e);
        }
    }
}
