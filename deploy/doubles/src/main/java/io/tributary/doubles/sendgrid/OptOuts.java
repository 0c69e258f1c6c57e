package io.tributary.doubles.sendgrid;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Addresses that must not be mailed, by unsubscribe group or everywhere. An address added to a group that does not
 * exist is suppressed everywhere, because that is the original's trap.
 */
final class OptOuts {

    static final int EVERYWHERE = 0;

    private final Map<Integer, Change.GroupCreated> groups = new TreeMap<>();
    private final Map<Integer, Map<String, Instant>> suppressed = new TreeMap<>();
    private int lastGroup = 100;

    OptOuts() {
        suppressed.put(EVERYWHERE, new LinkedHashMap<>());
    }

    void create(Change.GroupCreated group) {
        groups.put(group.id(), group);
        suppressed.putIfAbsent(group.id(), new LinkedHashMap<>());
        lastGroup = Math.max(lastGroup, group.id());
    }

    void delete(int group) {
        groups.remove(group);
        suppressed.remove(group);
    }

    int nextGroup() {
        return lastGroup + 1;
    }

    void suppress(Change.Suppressed change) {
        var addresses = suppressed.getOrDefault(change.group(), addresses(EVERYWHERE));
        change.emails().forEach(email -> addresses.putIfAbsent(email, change.at()));
    }

    void release(Change.Released change) {
        addresses(change.group()).remove(change.email());
    }

    Optional<Change.GroupCreated> group(int id) {
        return Optional.ofNullable(groups.get(id));
    }

    List<Change.GroupCreated> groups() {
        return List.copyOf(groups.values());
    }

    /** Addresses with the instant since when they are suppressed; a group that is not there has none. */
    Map<String, Instant> addresses(int group) {
        return suppressed.getOrDefault(group, new LinkedHashMap<>());
    }

    Stream<Change> snapshot() {
        var created = groups.values().stream().map(Change.class::cast);
        var addresses = suppressed.entrySet().stream()
                .flatMap(group -> group.getValue().entrySet().stream().map(address ->
                        (Change) new Change.Suppressed(group.getKey(), List.of(address.getKey()), address.getValue())));
        return Stream.concat(created, addresses);
    }
}
