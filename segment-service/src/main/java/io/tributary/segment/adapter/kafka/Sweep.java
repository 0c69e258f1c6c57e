package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.feature.ProfileState;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Judges every profile by the newest definitions, tenant after tenant, a bounded piece at a time. Behind the last person of a
 * tenant it notes that all were judged, and passes over whoever has the right note. When definitions change meanwhile it
 * begins again, but goes on in the middle of a tenant if they are none of that tenant's. After a crash it begins again with
 * those that have no note.
 */
final class Sweep {

    private static final int LOOKS_PER_PROFILE = 10;
    private static final int COMMITS = 2;

    private final KeyValueStore<String, byte[]> profiles;
    private final HotProfiles hot;
    private final JudgedTenants judged;
    private final ProfileWork work;
    private final Definitions definitions;
    private long swept = Long.MIN_VALUE;
    private boolean through;
    private String cursor = "";
    private @Nullable Judging judging;
    private @Nullable Interrupted interrupted;
    private long looked;
    private long flushesBefore;

    /** A tenant whose people are being judged by these definitions. */
    private record Judging(String tenant, long definitions) {}

    /** Where a tenant's people were left. */
    private record Interrupted(Judging judging, String next) {}

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
            interrupted = judging == null ? interrupted : new Interrupted(judging, cursor);
            judging = null;
            swept = current;
            through = false;
            cursor = "";
            looked = 0;
        }
        return !through;
    }

    /** By which revision everybody is judged, once the sweep is through. */
    long revision() {
        return swept;
    }

    /** Whether what the last sweep decided is committed. */
    boolean isCommitted() {
        return through && hot.flushes() >= flushesBefore + COMMITS;
    }

    /** About how many profiles are left, at least one until each was looked at. */
    long remaining() {
        return through ? 0 : Math.max(1, profiles.approximateNumEntries() - looked);
    }

    /** Judges at most so many of those that are left, of one tenant, or passes one over. */
    void step(int most) {
        // The scan reads what is stored, so that has to be the truth.
        hot.write();
        var current = judging == null ? enter() : judging;
        if (current != null) {
            judge(current, most);
        }
        flushesBefore = hot.flushes();
    }

    /** Begins with the next tenant, or goes on with one; null when there is nobody to judge. */
    private @Nullable Judging enter() {
        try (var entries = profiles.range(cursor, null)) {
            if (!entries.hasNext()) {
                through = true;
                return null;
            }
            var tenant = RecordKey.parse(entries.next().key).tenant();
            long newest = work.view(tenant).segments().hash();
            if (judged.areBy(tenant, newest)) {
                cursor = behind(tenant);
                return null;
            }
            var current = new Judging(tenant, newest);
            if (interrupted != null && interrupted.judging.tenant.equals(tenant)) {
                boolean goesOn = interrupted.judging.equals(current) && judged.isUnderWay(tenant, newest);
                cursor = goesOn ? interrupted.next : cursor;
                interrupted = null;
            }
            judged.start(tenant, newest);
            judging = current;
            return current;
        }
    }

    private void judge(Judging current, int most) {
        var outdated = outdated(current, most);
        outdated.forEach(it -> work.find(RecordKey.parse(it)).ifPresent(work::refresh));
        if (cursor.equals(behind(current.tenant))) {
            // Whoever reads the note finds the states that it speaks of.
            hot.write();
            judged.end(current.tenant, current.definitions);
            judging = null;
        }
    }

    /** The tenant's next outdated profiles; moves the cursor behind what was looked at. */
    private List<String> outdated(Judging current, int most) {
        var outdated = new ArrayList<String>();
        try (var entries = profiles.range(cursor, behind(current.tenant))) {
            for (int i = 0; i < most * LOOKS_PER_PROFILE && outdated.size() < most && entries.hasNext(); i++) {
                var entry = entries.next();
                looked++;
                cursor = entry.key + '\0';
                if (ProfileState.definitionsOf(entry.value) != current.definitions) {
                    outdated.add(entry.key);
                }
            }
            cursor = entries.hasNext() ? cursor : behind(current.tenant);
        }
        return outdated;
    }

    /** More than every key of the tenant, and less than those of the tenants behind it. */
    private static String behind(String tenant) {
        return tenant + (char) ('/' + 1);
    }
}
