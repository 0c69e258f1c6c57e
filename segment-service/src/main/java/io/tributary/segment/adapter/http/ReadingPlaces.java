package io.tributary.segment.adapter.http;

import java.util.HashMap;
import java.util.Map;

/** How many files may be read at once: no tenant has all places, so one that sends slowly keeps nobody else waiting. */
final class ReadingPlaces {

    private static final int ALL = 8;
    private static final int OF_A_TENANT = 2;

    private final Map<String, Integer> taken = new HashMap<>();

    synchronized boolean take(String tenant) {
        int all = taken.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= ALL || taken.getOrDefault(tenant, 0) >= OF_A_TENANT) {
            return false;
        }
        taken.merge(tenant, 1, Integer::sum);
        return true;
    }

    synchronized void free(String tenant) {
        taken.computeIfPresent(tenant, (key, places) -> places > 1 ? places - 1 : null);
    }
}
