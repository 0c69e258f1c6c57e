package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.feature.ProfileState;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Judges every profile by the newest definitions, tenant after tenant, for a bounded time at once. Behind the last person of a
 * tenant it notes that all were judged, and passes over whoever has the right note. When definitions change meanwhile it
 * begins again, but goes on in the middle of a tenant if they are none of that tenant's. After a crash it begins again with
 * those that have no note.
 */
final class Sweep {

    private static final int LOOKS_AT_A_TIME = 10;
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

    /**
     * Judges those that are left, tenant after tenant, until there is no more time: at least one person, or it passes a tenant
     * over.
     */
    void step(BooleanSupplier hasTime) {
        // The scan reads what is stored, so that has to be the truth.
        hot.write();
        do {
            var current = judging == null ? enter() : judging;
            if (current != null) {
                judge(current, hasTime);
            }
        } while (!through && definitions.revision() == swept && hasTime.getAsBoolean());
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

    private void judge(Judging current, BooleanSupplier hasTime) {
        if (lookThrough(current, hasTime) && definitions.revision() == swept) {
            // Whoever reads the note finds the states that it speaks of.
            hot.write();
            judged.end(current.tenant, current.definitions);
            judging = null;
        }
    }

    /**
     * Judges the tenant's next outdated people and moves the cursor behind them; true when nobody is left. One scan for all of
     * them, because beginning it costs as much as some people do. Nobody but this sweep writes meanwhile, and never somebody
     * whom it has not come to yet.
     */
    private boolean lookThrough(Judging current, BooleanSupplier hasTime) {
        try (var entries = profiles.range(cursor, behind(current.tenant))) {
            boolean goesOn = true;
            while (goesOn && entries.hasNext()) {
                var entry = entries.next();
                looked++;
                cursor = entry.key + '\0';
                if (ProfileState.definitionsOf(entry.value) != current.definitions) {
                    work.refresh(hot.of(entry.key, entry.value));
                    // Within the share of time that it takes, and not in one piece when the task commits.
                    hot.write();
                    goesOn = hasTime.getAsBoolean();
                } else if (looked % LOOKS_AT_A_TIME == 0) {
                    goesOn = hasTime.getAsBoolean();
                }
            }
            if (!entries.hasNext()) {
                cursor = behind(current.tenant);
            }
        }
        return cursor.equals(behind(current.tenant));
    }

    /** More than every key of the tenant, and less than those of the tenants behind it. */
    private static String behind(String tenant) {
        return tenant + (char) ('/' + 1);
    }
}
