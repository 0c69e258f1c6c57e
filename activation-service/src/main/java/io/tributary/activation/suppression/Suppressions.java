package io.tributary.activation.suppression;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The standing suppressions and the append-only list of what made them. A change marks everybody it is about for
 * delivery again and is stated on the suppression topic, all in one transaction. Recording the same thing twice
 * changes nothing.
 */
public interface Suppressions {

    /** Records several at once; answers how many were new. */
    int record(List<Suppression> suppressions, String actor);

    /** Lifts one; nothing when the tenant has none with this id. */
    Optional<Suppression> lift(String tenant, String id, String actor);

    /** Those of one tenant, by rising id after {@code after}. */
    List<Suppression> list(String tenant, @Nullable String after, int limit);

    /** All standing suppressions of a subject. */
    List<Suppression> of(String tenant, Suppression.Subject subject);

    /** Marks everybody whose suppression began or ended since the last look; answers how many suppressions that were. */
    int passTime(Instant now);
}
