package io.tributary.identity.graph;

import io.tributary.identity.graph.DeviceUse.Session;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides to which visits on a shared device an event belongs. Times are the events' own, so an event that comes late
 * finds the visit in which it happened: an anonymous one up to the login that followed it, a login only what came before
 * it. A login never takes events that are later than itself: they may be the next person's.
 */
record Visits(DeviceUse use, long pause) {

    Visits(DeviceUse use, Duration pause) {
        this(use, pause.toMillis());
    }

    /**
     * An event's visits.
     *
     * @param use the device afterwards
     * @param ordinals the visits that the event belongs to; several when it closes the gap between them
     */
    record Outcome(DeviceUse use, List<Integer> ordinals) {}

    /** The identifier that stands for a visit in the graph. */
    static Identifier identifier(Identifier device, int ordinal) {
        return new Identifier(Namespace.DEVICE_SESSION, device.value() + "#" + ordinal);
    }

    /** The device that the identifier of a visit was made from. */
    static Identifier device(Identifier visit) {
        var value = visit.value();
        return new Identifier(Namespace.ANONYMOUS_ID, value.substring(0, value.lastIndexOf('#')));
    }

    static boolean isOne(Identifier identifier) {
        return identifier.namespace().equals(Namespace.DEVICE_SESSION);
    }

    /** The device's visits that an event of this span may belong to. */
    Stream<Integer> within(long from, long to) {
        return use.sessions().stream()
                .filter(it -> it.from() - pause <= to && it.to() + pause >= from)
                .map(Session::ordinal);
    }

    /** An event without a person: its visit goes on, or a new one begins. */
    Outcome anonymous(long at) {
        var found = use.sessions().stream().filter(it -> holds(it, at)).toList();
        var sessions = new ArrayList<>(use.sessions());
        if (found.isEmpty()) {
            int ordinal = use.opened() + 1;
            sessions.add(new Session(ordinal, at, at, false));
            return new Outcome(use.with(ordinal, sessions), List.of(ordinal));
        }
        sessions.replaceAll(it -> found.contains(it)
                ? new Session(it.ordinal(), Math.min(it.from(), at), Math.max(it.to(), at), it.ended())
                : it);
        return new Outcome(
                use.with(use.opened(), sessions),
                found.stream().map(Session::ordinal).toList());
    }

    /** A login: it ends the visits that it follows, and they are that person's. */
    Outcome login(long at) {
        var found = use.sessions().stream()
                .filter(it -> !it.ended() && it.to() <= at && at <= it.to() + pause)
                .toList();
        if (found.isEmpty()) {
            return new Outcome(use, List.of());
        }
        var sessions = new ArrayList<>(use.sessions());
        sessions.replaceAll(it -> found.contains(it) ? new Session(it.ordinal(), it.from(), at, true) : it);
        return new Outcome(
                use.with(use.opened(), sessions),
                found.stream().map(Session::ordinal).toList());
    }

    private boolean holds(Session session, long at) {
        return session.from() - pause <= at
                && at <= (session.ended() ? session.to() : session.to() + pause)
                && use.sessions().stream().noneMatch(it -> it.ended() && parts(it.to(), session, at));
    }

    /** Whether a login lies between the visit and the event. */
    private static boolean parts(long login, Session session, long at) {
        return (at <= login && login < session.from()) || (session.to() <= login && login < at);
    }
}
