package io.tributary.segment.stay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes stays of what was told, a batch at a time and in its order. The same batch twice changes nothing more, and a crash in
 * between leaves nothing that the batch would not repair when it comes again.
 */
public final class KeepStays {

    /** What became of a batch: how many records changed something, and what no index can take. */
    public record Kept(long changed, List<Stay> rejected) {}

    private final StayDocuments documents;

    public KeepStays(StayDocuments documents) {
        this.documents = documents;
    }

    public Kept take(List<Told> batch) {
        var keys = batch.stream().map(Told::key).collect(Collectors.toSet());
        var work = new Work(documents.newest(keys));
        batch.forEach(work::take);
        documents.forget(work.forgotten);
        // First what is to be kept elsewhere, then what takes its place.
        var rejected = new ArrayList<>(documents.keepEarlier(work.earlier));
        rejected.addAll(documents.replaceNewest(work.changed.values()));
        return new Kept(work.changes, rejected);
    }

    /** One batch on its way. */
    private static final class Work {
        private final Map<StayKey, Stay> newest;
        private final Map<StayKey, Stay> changed = new LinkedHashMap<>();
        private final List<Stay> earlier = new ArrayList<>();
        private final Set<StayKey> forgotten = new LinkedHashSet<>();
        private long changes;

        Work(Map<StayKey, Stay> newest) {
            this.newest = new HashMap<>(newest);
        }

        void take(Told told) {
            switch (told) {
                case Told.Forgotten(var key) -> forget(key);
                case Told.Standing standing -> {
                    switch (Stay.after(newest.get(standing.key()), standing)) {
                        case Stay.Next.Same same -> {}
                        case Stay.Next.Ended(var stay) -> put(stay);
                        case Stay.Next.Begun(var stay, var before) -> {
                            if (before != null) {
                                earlier.add(before);
                            }
                            put(stay);
                        }
                    }
                }
            }
        }

        private void put(Stay stay) {
            changes++;
            newest.put(stay.key(), stay);
            changed.put(stay.key(), stay);
        }

        private void forget(StayKey key) {
            changes++;
            newest.remove(key);
            changed.remove(key);
            earlier.removeIf(it -> it.key().equals(key));
            forgotten.add(key);
        }
    }
}
