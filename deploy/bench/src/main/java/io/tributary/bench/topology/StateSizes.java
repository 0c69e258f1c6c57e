package io.tributary.bench.topology;

import io.tributary.segment.feature.ProfileState;

/**
 * What the profiles of a tenant are like, as means.
 *
 * @param bytes of the packed state, as the changelog has it
 * @param entries of what was done
 * @param traits that have a value
 * @param standings in segments, those that ended included
 */
public record StateSizes(long profiles, double bytes, double entries, double traits, double standings) {

    /** The figures of one state. */
    record One(int bytes, int entries, int traits, int standings) {

        static One of(byte[] packed) {
            var state = ProfileState.decode(packed);
            return new One(
                    packed.length,
                    state.activity().all().size(),
                    state.traits().size(),
                    state.memberships().size());
        }
    }

    static StateSizes of(Iterable<One> states) {
        long profiles = 0;
        long bytes = 0;
        long entries = 0;
        long traits = 0;
        long standings = 0;
        for (var one : states) {
            profiles++;
            bytes += one.bytes();
            entries += one.entries();
            traits += one.traits();
            standings += one.standings();
        }
        double all = Math.max(1, profiles);
        return new StateSizes(profiles, bytes / all, entries / all, traits / all, standings / all);
    }
}
