package io.tributary.bench.topology;

/** What the topology counted. At rest, {@code resolved = applied + duplicate + dropped}. */
record Law(long resolved, long applied, long duplicate, long dropped) {

    /** Whether it counted exactly what was written, copies as copies, and refused nothing. */
    boolean holds(long written, long copies) {
        return resolved == written && resolved == applied + duplicate + dropped && duplicate == copies && dropped == 0;
    }
}
