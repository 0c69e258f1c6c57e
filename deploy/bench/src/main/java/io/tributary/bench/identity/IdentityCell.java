package io.tributary.bench.identity;

import java.util.Locale;

/** One thing that is measured: how many identifiers the graph has, and which share of those that come is new. */
public record IdentityCell(int identifiers, double share) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d ids, %.0f %% new", identifiers, share * 100);
    }
}
