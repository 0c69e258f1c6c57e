package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device beyond its identifier: who logged in on it and, once it is shared, its latest visits.
 *
 * @param owners node ids, one for each person who logged in, in the order in which they came
 * @param shared since when it is known that the device is nobody's own; null while it is somebody's
 * @param opened how many visits were opened on it
 * @param sessions the latest visits, in the order in which they were opened
 */
public record DeviceUse(List<Long> owners, @Nullable Shared shared, int opened, List<Session> sessions) {

    /** Nobody has logged in yet. */
    public static final DeviceUse NONE = new DeviceUse(List.of(), null, 0, List.of());

    /** Events that come later than this many visits begin a visit of their own. */
    static final int MOST_SESSIONS = 32;

    public DeviceUse {
        owners = List.copyOf(owners);
        sessions = List.copyOf(sessions);
    }

    /**
     * One visit on a shared device, before a login or without one.
     *
     * @param ordinal counts the device's visits from one
     * @param from suite milliseconds of its first event
     * @param to suite milliseconds of its last event, the login that ended it included
     * @param ended a login followed, so later events belong to the next visit
     */
    public record Session(int ordinal, long from, long to, boolean ended) {}

    /**
     * When a device was found to be shared.
     *
     * @param number the graph number of that change
     * @param at suite milliseconds of the login that made one owner too many
     */
    public record Shared(long number, long at) {}

    public boolean isShared() {
        return shared != null;
    }

    /** What happened before the device was known to be shared stays with the device, however late it comes. */
    boolean wasShared(long at) {
        return shared != null && at > shared.at();
    }

    /** The device of an identifier that stands for a visit; empty for any other identifier. */
    public static Optional<Identifier> deviceOf(Identifier identifier) {
        return Visits.isOne(identifier) ? Optional.of(Visits.device(identifier)) : Optional.empty();
    }

    public DeviceUse ownedBy(List<Long> nodes) {
        return new DeviceUse(nodes, shared, opened, sessions);
    }

    /** The same device from now on shared. */
    public DeviceUse sharedSince(Shared since) {
        return new DeviceUse(owners, since, opened, sessions);
    }

    DeviceUse with(int nowOpened, List<Session> visits) {
        int most = Math.min(visits.size(), MOST_SESSIONS);
        return new DeviceUse(owners, shared, nowOpened, visits.subList(visits.size() - most, visits.size()));
    }
}
