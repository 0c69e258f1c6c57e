package io.tributary.segment.adapter.kafka;

import io.tributary.segment.membership.OrderedSegments;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last few sets of a tenant's definitions, so that after a change only what is other has to be judged. */
final class EarlierSegments {

    private static final int REMEMBERED = 3;

    private final Deque<OrderedSegments> sets = new ArrayDeque<>();
    private @Nullable Compared last;

    /** The sweep asks for the same two sets again for each profile. */
    private record Compared(long from, long to, OrderedSegments.Difference difference) {}

    void add(OrderedSegments set) {
        if (!sets.isEmpty() && sets.getLast().hash() == set.hash()) {
            return;
        }
        sets.addLast(set);
        if (sets.size() > REMEMBERED) {
            sets.removeFirst();
        }
    }

    Optional<OrderedSegments.Difference> difference(long from, OrderedSegments to) {
        var known = last;
        if (known != null && known.from == from && known.to == to.hash()) {
            return Optional.of(known.difference);
        }
        return sets.stream().filter(it -> it.hash() == from).findFirst().map(it -> {
            var difference = to.since(it);
            last = new Compared(from, to.hash(), difference);
            return difference;
        });
    }
}
