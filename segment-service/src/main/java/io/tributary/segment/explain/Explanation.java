package io.tributary.segment.explain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The truth of one node of a rule for one person at an instant, and what would make it otherwise.
 *
 * @param pointer JSON pointer to the node, relative to the rule
 * @param text the node in the text language
 * @param trait the computed trait whose measure the node compares; null when it has no name
 * @param since null when it has held, or not held, as far back as anybody remembers
 * @param until when it flips if nothing happens; null when it stays as it is
 * @param evidence null for a node that has parts
 * @param ways what flips it; none when nothing does or nothing was found, and where nothing can happen any more
 * @param gaveUp whether there was more to try than is tried
 */
public record Explanation(
        String pointer,
        String text,
        @Nullable String trait,
        boolean holds,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Evidence evidence,
        List<Way> ways,
        boolean gaveUp,
        List<Explanation> parts) {
    public Explanation {
        ways = List.copyOf(ways);
        parts = List.copyOf(parts);
    }

    Explanation citing(Evidence cited) {
        return new Explanation(pointer, text, trait, holds, since, until, cited, ways, gaveUp, parts);
    }

    Explanation with(List<Explanation> others) {
        return new Explanation(pointer, text, trait, holds, since, until, evidence, ways, gaveUp, others);
    }
}
