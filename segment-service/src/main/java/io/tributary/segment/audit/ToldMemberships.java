package io.tributary.segment.audit;

import java.util.Map;
import java.util.function.Predicate;

/** What the membership topic says last, as committed. Fails with {@code StoreUnavailable}. */
public interface ToldMemberships {

    /**
     * The newest record of one profile and segment.
     *
     * @param readable false for bytes that nobody can read, or that speak of another profile or segment than their key
     */
    record Told(boolean readable, boolean member, long since, long stateVersion) {

        static final Told NOTHING = new Told(true, false, 0, 0);

        public static final Told UNREADABLE = new Told(false, false, 0, 0);
    }

    /** By profile id, then by segment key: those profiles of the partition. Reads the partition once. */
    Map<String, Map<String, Told>> latest(String tenant, int partition, Predicate<String> profiles);
}
