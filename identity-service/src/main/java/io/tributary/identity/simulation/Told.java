package io.tributary.identity.simulation;

import io.tributary.identity.identifier.Identifier;
import java.util.Set;

/** Something that made the people what they are. */
sealed interface Told {

    /** Suite milliseconds. */
    long at();

    /** An event, as far as the graph remembers what it named. */
    record Happened(String messageId, long at, Set<Identifier> identifiers) implements Told {

        public Happened {
            identifiers = Set.copyOf(identifiers);
        }
    }

    /** Somebody said that both are one person's. */
    record Joined(long at, Identifier one, Identifier other) implements Told {}
}
