package io.tributary.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are wanted and how. Without a data folder they get a throw-away one that is deleted on close; with port 0
 * they get free ports, else a row of seven: Kafka +0 and +1, Elasticsearch +2 and +3, PostgreSQL +4, Keycloak +5 and +6.
 */
public record BackendsSpec(
        Set<ServerKind> kinds,
        BackendMode mode,
        @Nullable Path dataDir,
        int portsFrom,
        @Nullable Path keycloakRealm,
        Progress progress,
        Tuning tuning) {

    private static final int LAST_ROW = 65_535 - 6;

    public BackendsSpec {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("at least one server must be asked for");
        }
        if (portsFrom != 0 && (portsFrom < 1_024 || portsFrom > LAST_ROW)) {
            throw new IllegalArgumentException("portsFrom must be 0 (free ports) or from 1024 to " + LAST_ROW);
        }
        // In the order of the kinds, which is the order of starting.
        kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    }

    /** These servers in the configured mode, throw-away, on free ports, silently. */
    public static BackendsSpec of(ServerKind... kinds) {
        EnumSet<ServerKind> wanted = EnumSet.noneOf(ServerKind.class);
        wanted.addAll(List.of(kinds));
        return new BackendsSpec(wanted, BackendMode.configured(), null, 0, null, Progress.NONE, Tuning.defaults());
    }

    /** Keeps the data in this folder; null throws it away. */
    public BackendsSpec dataDir(@Nullable Path folder) {
        return new BackendsSpec(kinds, mode, folder, portsFrom, keycloakRealm, progress, tuning);
    }

    /** Fixed ports from here, or free ones for 0. */
    public BackendsSpec portsFrom(int first) {
        return new BackendsSpec(kinds, mode, dataDir, first, keycloakRealm, progress, tuning);
    }

    /** Imports this realm into Keycloak unless it is there already. */
    public BackendsSpec keycloakRealm(@Nullable Path realmJson) {
        return new BackendsSpec(kinds, mode, dataDir, portsFrom, realmJson, progress, tuning);
    }

    /** Tells this what happens. */
    public BackendsSpec progress(Progress listener) {
        return new BackendsSpec(kinds, mode, dataDir, portsFrom, keycloakRealm, listener, tuning);
    }

    /** Takes the servers from there, whatever is configured. */
    public BackendsSpec mode(BackendMode chosen) {
        return new BackendsSpec(kinds, chosen, dataDir, portsFrom, keycloakRealm, progress, tuning);
    }

    /** The largest heap of one server's JVM. */
    public BackendsSpec heap(ServerKind kind, int megabytes) {
        return tuned(tuning.heap(kind, megabytes));
    }

    /** Exactly these servers use the quick compiler alone; name none for a load test. */
    public BackendsSpec firstTierOnly(ServerKind... exactly) {
        return tuned(tuning.firstTierOnly(Set.of(exactly)));
    }

    /** Whether ahead-of-time caches are made and used; without, starts cost about twice the processor time. */
    public BackendsSpec training(boolean wanted) {
        return tuned(tuning.training(wanted));
    }

    /** How long one server may take to become ready. */
    public BackendsSpec startLimit(Duration limit) {
        return tuned(tuning.startLimit(limit));
    }

    private BackendsSpec tuned(Tuning changed) {
        return new BackendsSpec(kinds, mode, dataDir, portsFrom, keycloakRealm, progress, changed);
    }
}
