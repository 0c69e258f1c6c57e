package io.tributary.segment.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far an audit is.
 *
 * @param left partitions that are not done; the first is being worked on once a cursor or its documents say so
 * @param cursor the last profile id that was looked at
 * @param segments keys whose query is not compared yet
 * @param suspects who is to be looked at again
 */
record AuditPosition(Phase phase, List<Integer> left, String cursor, List<String> segments, List<Suspect> suspects) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BATCH = 200;

    /** What is looked through. */
    enum Phase {
        BEGINNING,
        STATES,
        DOCUMENTS,
        QUERIES,
        END
    }

    static AuditPosition parse(String json) {
        return json.isEmpty()
                ? new AuditPosition(Phase.BEGINNING, List.of(), "", List.of(), List.of())
                : JSON.readValue(json, AuditPosition.class);
    }

    String print() {
        return JSON.writeValueAsString(this);
    }

    AuditPosition begun(List<Integer> partitions, List<String> keys) {
        return new AuditPosition(Phase.STATES, partitions, "", keys, List.of());
    }

    boolean isAtPartitionStart() {
        return phase == Phase.STATES && cursor.isEmpty();
    }

    /** Whether suspects are looked at again before anything else: there are many, or nothing else is left. */
    boolean mustConfirm() {
        return suspects.size() >= BATCH || (phase == Phase.END && !suspects.isEmpty());
    }

    /** The partitions of which the next step needs one; none when it needs no store. */
    List<Integer> needed() {
        if (mustConfirm()) {
            return suspects.stream().map(Suspect::partition).distinct().toList();
        }
        return switch (phase) {
            case BEGINNING, QUERIES, END -> List.of();
            case STATES -> cursor.isEmpty() ? left : List.of(left.getFirst());
            case DOCUMENTS -> List.of(left.getFirst());
        };
    }

    /** Those suspects of a partition that are looked at next. */
    List<Suspect> batch(int partition) {
        return suspects.stream()
                .filter(it -> it.partition() == partition)
                .limit(BATCH)
                .toList();
    }

    /** The same with that partition first. */
    AuditPosition at(int partition) {
        var order = new ArrayList<Integer>();
        order.add(partition);
        left.stream().filter(it -> it != partition).forEach(order::add);
        return new AuditPosition(phase, order, cursor, segments, suspects);
    }

    AuditPosition behind(String profileId) {
        return new AuditPosition(phase, left, profileId, segments, suspects);
    }

    AuditPosition documents() {
        return new AuditPosition(Phase.DOCUMENTS, left, "", segments, suspects);
    }

    AuditPosition partitionDone() {
        var rest = left.subList(1, left.size());
        return new AuditPosition(rest.isEmpty() ? Phase.QUERIES : Phase.STATES, rest, "", segments, suspects);
    }

    AuditPosition segmentDone() {
        return new AuditPosition(phase, left, cursor, segments.subList(1, segments.size()), suspects);
    }

    AuditPosition end() {
        return new AuditPosition(Phase.END, left, "", List.of(), suspects);
    }

    /** With these as well, each profile once. */
    AuditPosition suspecting(Collection<Suspect> more) {
        var all = new LinkedHashMap<String, Suspect>();
        suspects.forEach(it -> all.put(it.profileId(), it));
        more.forEach(it -> all.merge(it.profileId(), it, Suspect::and));
        return new AuditPosition(phase, left, cursor, segments, List.copyOf(all.values()));
    }

    AuditPosition without(Collection<Suspect> settled) {
        var rest = new ArrayList<>(suspects);
        rest.removeAll(settled);
        return new AuditPosition(phase, left, cursor, segments, rest);
    }
}
