package io.tributary.segment.privacy;

import io.tributary.segment.history.HistoryEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets no event of an erased person into the event index: neither a late one, nor the same again when the index is built
 * anew. An event is theirs by the id it was resolved to, or by its strongest identifier if it was resolved before the
 * erasure. Calls block; fails with {@code StoreUnavailable}, because what cannot be asked must not be let in.
 */
public final class KeepOut {

    private final PersonRows rows;
    private final PrivacyCounts counts;

    public KeepOut(PersonRows rows, PrivacyCounts counts) {
        this.rows = rows;
        this.counts = counts;
    }

    public List<HistoryEvent> admitted(List<HistoryEvent> events) {
        var subjects = new HashMap<String, Set<String>>();
        for (var event : events) {
            var own = subjects.computeIfAbsent(event.tenant(), it -> new HashSet<>());
            own.add(event.profileId());
            strongest(event).ifPresent(own::add);
        }
        var erased = subjects.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> rows.amongErased(it.getKey(), it.getValue())));
        var admitted = events.stream()
                .filter(it -> !isErased(it, erased.getOrDefault(it.tenant(), Map.of())))
                .toList();
        counts.countKeptOut(events.size() - admitted.size());
        return admitted;
    }

    private static boolean isErased(HistoryEvent event, Map<String, Long> erased) {
        if (erased.isEmpty()) {
            return false;
        }
        return erased.containsKey(event.profileId())
                || strongest(event)
                        .map(erased::get)
                        .filter(it -> event.graphNumber() < it)
                        .isPresent();
    }

    private static Optional<String> strongest(HistoryEvent event) {
        return event.origin().identifiers().stream().findFirst().map(it -> it.substring(it.lastIndexOf(':') + 1));
    }
}
