package io.tributary.segment.explain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The truth of one node of a rule for one person at an instant, if nothing further happens.
 *
 * @param pointer JSON pointer to the node, relative to the rule
 * @param text the node in the text language
 * @param since null when it has held, or not held, as far back as anybody remembers
 * @param until null when it stays as it is
 */
public record Explanation(
        String pointer,
        String text,
        boolean holds,
        @Nullable Instant since,
        @Nullable Instant until,
        List<Explanation> parts) {}
