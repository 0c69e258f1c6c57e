package io.tributary.bench.ceiling;

/** How a rate stands against its ceiling. */
public sealed interface Standing {

    /** The rate as a share of the ceiling. */
    record Kept(double share) implements Standing {}

    /** The machine changed between the two ceilings by that share of their mean, so no share of it means anything. */
    record ThrownAway(double difference) implements Standing {}
}
