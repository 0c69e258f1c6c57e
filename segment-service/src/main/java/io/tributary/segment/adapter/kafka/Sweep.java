package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.feature.ProfileState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Judges every profile by the newest definitions, a bounded chunk at a time. Each state names the definitions it was last
 * written for; at the end it is noted that everybody of a tenant was judged, and the next sweep passes such a tenant over. A
 * sweep that a crash interrupted begins again at the first profile.
 */
final class Sweep {

    private static final int LOOKS_PER_PROFILE = 10;
    private static final int COMMITS = 2;

    private final KeyValueStore<String, byte[]> profiles;
    private final HotProfiles hot;
    private final JudgedTenants judged;
    private final ProfileWork work;
    private final Definitions definitions;
    // Those of whom the sweep has seen somebody: bounded by the tenants of the installation.
    private final Set<String> tenants = new HashSet<>();
    private long swept = Long.MIN_VALUE;
    private @Nullable String cursor;
    private long looked;
    private long flushesBefore;

    Sweep(
            KeyValueStore<String, byte[]> profiles,
            HotProfiles hot,
            JudgedTenants judged,
            ProfileWork work,
            Definitions definitions) {
        this.profiles = profiles;
        this.hot = hot;
        this.judged = judged;
        this.work = work;
        this.definitions = definitions;
    }

    /** Whether somebody may not have been judged by the newest definitions. */
    boolean isDue() {
        long current = definitions.revision();
        if (swept != current) {
            swept = current;
            cursor = "";
            looked = 0;
            tenants.clear();
        }
        return cursor != null;
    }

    /** By which revision everybody is judged, once the sweep is through. */
    long revision() {
        return swept;
    }

    /** Whether what the last sweep decided is committed. */
    boolean isCommitted() {
        return cursor == null && hot.flushes() >= flushesBefore + COMMITS;
    }

    /** About how many profiles are left, at least one until each was looked at. */
    long remaining() {
        return cursor == null ? 0 : Math.max(1, profiles.approximateNumEntries() - looked);
    }

    /** Judges at most so many of those that are left. */
    void step(int most) {
        var from = cursor;
        if (from != null) {
            // The scan reads what is stored, so that has to be the truth.
            hot.write();
            outdated(from, most).forEach(it -> work.find(RecordKey.parse(it)).ifPresent(work::refresh));
            flushesBefore = hot.flushes();
            if (cursor == null && definitions.revision() == swept) {
                tenants.forEach(it -> judged.put(it, work.view(it).segments().hash()));
            }
        }
    }

    /** The next outdated profiles; moves the cursor behind what was looked at, or to null at the end. */
    private List<String> outdated(String from, int most) {
        var outdated = new ArrayList<String>();
        @Nullable String next = null;
        try (var entries = profiles.range(from, null)) {
            for (int i = 0; i < most * LOOKS_PER_PROFILE && outdated.size() < most && entries.hasNext(); i++) {
                var entry = entries.next();
                var tenant = RecordKey.parse(entry.key).tenant();
                long newest = work.view(tenant).segments().hash();
                if (judged.areBy(tenant, newest)) {
                    cursor = behind(tenant);
                    return outdated;
                }
                tenants.add(tenant);
                next = entry.key;
                looked++;
                if (ProfileState.definitionsOf(entry.value) != newest) {
                    outdated.add(entry.key);
                }
            }
            cursor = entries.hasNext() && next != null ? next + '\0' : null;
        }
        return outdated;
    }

    /** Less than every key of the tenants behind it, and more than all of its own. */
    private static String behind(String tenant) {
        return tenant + (char) ('/' + 1);
    }
}
