package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.feature.ProfileState;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Judges every profile by the newest definitions, a bounded chunk at a time. Each state names the definitions it was
 * judged by, so a sweep that a crash interrupted begins again at the first profile and skips what is done.
 */
final class Sweep {

    private static final int LOOKS_PER_PROFILE = 10;

    private final KeyValueStore<String, byte[]> profiles;
    private final HotProfiles hot;
    private final ProfileWork work;
    private final Definitions definitions;
    private final int chunk;
    private long swept = Long.MIN_VALUE;
    private @Nullable String cursor;
    private long looked;

    Sweep(
            KeyValueStore<String, byte[]> profiles,
            HotProfiles hot,
            ProfileWork work,
            Definitions definitions,
            int chunk) {
        this.profiles = profiles;
        this.hot = hot;
        this.work = work;
        this.definitions = definitions;
        this.chunk = chunk;
    }

    /** Does a chunk of what is to do. Returns about how many profiles are left. */
    long step() {
        long current = definitions.revision();
        if (swept != current) {
            swept = current;
            cursor = "";
            looked = 0;
        }
        var from = cursor;
        if (from == null) {
            return 0;
        }
        // The scan reads what is stored, so that has to be the truth.
        hot.write();
        outdated(from).forEach(it -> work.find(RecordKey.parse(it)).ifPresent(work::refresh));
        return cursor == null ? 0 : Math.max(1, profiles.approximateNumEntries() - looked);
    }

    /** The next outdated profiles; moves the cursor behind what was looked at, or to null at the end. */
    private List<String> outdated(String from) {
        var outdated = new ArrayList<String>();
        @Nullable String last = null;
        try (var entries = profiles.range(from, null)) {
            for (int i = 0; i < chunk * LOOKS_PER_PROFILE && outdated.size() < chunk && entries.hasNext(); i++) {
                var entry = entries.next();
                last = entry.key;
                looked++;
                long hash = work.view(RecordKey.parse(entry.key).tenant())
                        .segments()
                        .hash();
                if (ProfileState.definitionsOf(entry.value) != hash) {
                    outdated.add(entry.key);
                }
            }
            cursor = entries.hasNext() && last != null ? last : null;
        }
        return outdated;
    }
}
