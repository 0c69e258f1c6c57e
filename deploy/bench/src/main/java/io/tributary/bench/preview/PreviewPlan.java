package io.tributary.bench.preview;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is measured.
 *
 * @param sizes profiles of the tenant, in rising order; it grows from one to the next
 * @param events of each profile: one identify, the others tracks of the last 90 days
 * @param repeats of each shape of a preview
 * @param cold asked of each shape before these, and not counted
 * @param segments published at once
 * @param lookups on one connection, and again on all of them together
 * @param warmUp how long previews of all shapes are asked at the first size before anything counts
 * @param patience how long it may take until everything that was written is findable
 */
public record PreviewPlan(
        List<Integer> sizes,
        Set<Part> parts,
        int events,
        int repeats,
        int cold,
        int segments,
        int lookups,
        Duration warmUp,
        long seed,
        Duration patience) {

    public PreviewPlan {
        sizes = sizes.stream().sorted().distinct().toList();
        parts = Set.copyOf(parts);
        if (cold + repeats > Shape.RULES / 2) {
            throw new IllegalArgumentException(
                    "at most " + Shape.RULES / 2 + " previews of a shape, so that none is asked twice");
        }
        if (events < 1 || repeats < 1 || cold < 0 || segments < 1 || lookups < 1 || sizes.isEmpty()) {
            throw new IllegalArgumentException("sizes, events, repeats, segments and lookups are at least one");
        }
    }

    boolean has(Part part) {
        return parts.contains(part);
    }
}
