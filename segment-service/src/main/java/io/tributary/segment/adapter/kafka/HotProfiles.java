package io.tributary.segment.adapter.kafka;

import io.tributary.segment.feature.ProfileState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that a task worked on of late, unpacked: a busy one is not read and written for each of its events, but
 * written once when the task commits, in the transaction of these events. A cache in the sense of Kafka Streams, whose
 * flush before each commit is the only hook that a commit has. Unpacked, a state takes about eight times as much memory.
 */
final class HotProfiles implements CachedStateStore<String, byte[]>, StateStore {

    private static final int GROWTH = 64;

    /** What the store needs to write. */
    private record Shelf(KeyValueStore<String, byte[]> store, Function<ProfileState, byte[]> pack) {}

    private static final class Hot {
        final ProfileState state;
        long bytes;
        // What it counts for at the pace of commits; 0 when it is written.
        long unwritten;

        Hot(ProfileState state, long bytes) {
            this.state = state;
            this.bytes = bytes;
        }
    }

    private final String name;
    private final CommitPace pace;
    private final long maxBytes;
    // By the order of use: the first is the one that has not been asked for the longest.
    private final LinkedHashMap<String, Hot> hot = new LinkedHashMap<>(16, 0.75f, true);
    // Those of them that have changed: of all that are known it is mostly few that a commit has to write.
    private final Map<String, Hot> toWrite = new LinkedHashMap<>();
    private long bytes;
    private long waiting;
    private long flushes;
    private boolean open;
    private @Nullable Shelf shelf;

    /** @param maxBytes of packed states; who was not asked for the longest gives way */
    HotProfiles(String name, long maxBytes, CommitPace pace) {
        this.name = name;
        this.maxBytes = maxBytes;
        this.pace = pace;
    }

    /** Names the store below and how a state is packed for it; before anything is found or changed. */
    void over(KeyValueStore<String, byte[]> store, Function<ProfileState, byte[]> pack) {
        shelf = new Shelf(store, pack);
    }

    /** The profile; what is changed in it counts once {@link #changed} says so. */
    Optional<ProfileState> find(String key) {
        var known = hot.get(key);
        if (known != null) {
            return Optional.of(known.state);
        }
        byte @Nullable [] packed = shelf().store.get(key);
        return packed == null ? Optional.empty() : Optional.of(hold(key, packed));
    }

    /** The profile, when {@code stored} is what the store has of it now; one that is kept unpacked is the newer one. */
    ProfileState of(String key, byte[] stored) {
        var known = hot.get(key);
        return known == null ? hold(key, stored) : known.state;
    }

    /** The profile is to be written. */
    void changed(String key, ProfileState state) {
        var known = hot.get(key);
        if (known == null || known.state != state) {
            drop(key);
            known = new Hot(state, 0);
            hold(key, known);
        }
        known.bytes += GROWTH;
        bytes += GROWTH;
        await(known.bytes - known.unwritten);
        known.unwritten = known.bytes;
        toWrite.put(key, known);
        evict();
    }

    void delete(String key) {
        drop(key);
        shelf().store.delete(key);
    }

    /** Writes the profile once more, gone or not, so that who reads the changelog sees that it was passed. */
    void restate(String key) {
        var known = hot.get(key);
        byte @Nullable [] packed = known == null ? shelf().store.get(key) : write(key, known);
        if (packed == null) {
            shelf().store.delete(key);
        } else if (known == null) {
            shelf().store.put(key, packed);
        }
    }

    /** Writes all that has changed: the store below then tells the whole truth. */
    void write() {
        List.copyOf(toWrite.entrySet()).forEach(it -> write(it.getKey(), it.getValue()));
    }

    /** How many commits have begun. When a second one begins, the first has come to its end. */
    long flushes() {
        return flushes;
    }

    private byte[] write(String key, Hot profile) {
        byte[] packed = shelf().pack.apply(profile.state);
        shelf().store.put(key, packed);
        settle(key, profile);
        bytes += packed.length - profile.bytes;
        profile.bytes = packed.length;
        return packed;
    }

    private ProfileState hold(String key, byte[] packed) {
        var state = ProfileState.decode(packed);
        hold(key, new Hot(state, packed.length));
        return state;
    }

    private void hold(String key, Hot profile) {
        hot.put(key, profile);
        bytes += profile.bytes;
        evict();
    }

    private void drop(String key) {
        var gone = hot.remove(key);
        if (gone != null) {
            settle(key, gone);
            bytes -= gone.bytes;
        }
    }

    /** The last one stays: it is being worked on. */
    private void evict() {
        while (bytes > maxBytes && hot.size() > 1) {
            Map.Entry<String, Hot> eldest = hot.firstEntry();
            if (eldest.getValue().unwritten > 0) {
                write(eldest.getKey(), eldest.getValue());
            }
            drop(eldest.getKey());
        }
    }

    private void settle(String key, Hot profile) {
        toWrite.remove(key);
        await(-profile.unwritten);
        profile.unwritten = 0;
    }

    private void await(long more) {
        waiting += more;
        pace.await(more);
    }

    private Shelf shelf() {
        if (shelf == null) {
            throw new IllegalStateException(name + " lies over no store yet");
        }
        return shelf;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Nothing is restored: what was written is in the store below.
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<String, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void flush() {
        write();
    }

    @Override
    public void flushCache() {
        flushes++;
        write();
        pace.committed();
    }

    @Override
    public void clearCache() {
        hot.clear();
        toWrite.clear();
        bytes = 0;
        await(-waiting);
    }

    @Override
    public void close() {
        clearCache();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
