package io.tributary.gateway.limit;

import java.time.Duration;

/** Asks whether one more request of a caller may pass now. Callers are told apart by a key that never leaves memory. */
public interface RequestBudget {

    /** The answer; a refused caller is told when to come back. */
    sealed interface Verdict {
        record Granted() implements Verdict {}

        record Spent(Duration comeBackAfter) implements Verdict {}
    }

    Verdict take(String key);
}
