package io.tributary.segment.rule;

import java.time.Duration;
import java.time.LocalDate;

/** Which stretch of time an event leaf looks at. Days are calendar days of the tenant's zone; nothing lies after now. */
public sealed interface Window {

    /** Today and the days before, from the first one's midnight (inclusive) to now. */
    record LastDays(int days) implements Window {}

    /** Rolling, {@code (now - length, now]}, at most 72 hours. */
    record LastDuration(Duration length) implements Window {}

    /** {@code [midnight(today - from), midnight(today - to))}. */
    record Between(int fromDaysAgo, int toDaysAgo) implements Window {}

    /** From a date's midnight (inclusive) to now. */
    record Since(LocalDate date) implements Window {}

    /** Before a date's midnight (exclusive). */
    record Before(LocalDate date) implements Window {}

    /** As far back as events are kept. */
    record Ever() implements Window {}
}
