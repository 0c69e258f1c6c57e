package io.tributary.embedded;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How the embedded servers' JVMs are run. {@code firstTierOnly} are those that use the quick compiler alone: cheap
 * starts, lower peak. {@code training} makes ahead-of-time caches on the first start.
 */
public record Tuning(
        Map<ServerKind, Integer> heapInMegabytes,
        Set<ServerKind> firstTierOnly,
        boolean training,
        Duration startLimit) {

    private static final Map<ServerKind, Integer> HEAPS =
            Map.of(ServerKind.KAFKA, 512, ServerKind.ELASTICSEARCH, 512, ServerKind.KEYCLOAK, 256);

    public Tuning {
        heapInMegabytes = Map.copyOf(heapInMegabytes);
        firstTierOnly = Set.copyOf(firstTierOnly);
    }

    /** 512 MB for Kafka and Elasticsearch, 256 MB for Keycloak; quick compiler everywhere; three minutes to start. */
    public static Tuning defaults() {
        return new Tuning(HEAPS, EnumSet.allOf(ServerKind.class), true, Duration.ofMinutes(3));
    }

    Tuning heap(ServerKind kind, int megabytes) {
        Map<ServerKind, Integer> heaps = new EnumMap<>(ServerKind.class);
        heaps.putAll(heapInMegabytes);
        heaps.put(kind, megabytes);
        return new Tuning(heaps, firstTierOnly, training, startLimit);
    }

    Tuning firstTierOnly(Set<ServerKind> kinds) {
        return new Tuning(heapInMegabytes, kinds, training, startLimit);
    }

    Tuning training(boolean wanted) {
        return new Tuning(heapInMegabytes, firstTierOnly, wanted, startLimit);
    }

    Tuning startLimit(Duration limit) {
        return new Tuning(heapInMegabytes, firstTierOnly, training, limit);
    }

    int heapOf(ServerKind kind) {
        return heapInMegabytes.getOrDefault(kind, HEAPS.getOrDefault(kind, 256));
    }
}
