package io.tributary.activation.audience;

import java.util.Locale;

/** What became of one person in one run. Every person that a run selects ends in exactly one of these. */
public enum RowStanding {
    DELIVERED,
    REJECTED,
    SUPPRESSED,
    UNREACHABLE,
    PENDING,
    PARKED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
