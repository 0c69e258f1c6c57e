package io.tributary.segment.rule;

/** What is measured over matching events. Money and other sums add minor units, rounded half-even per value. */
public sealed interface Measure {

    /** How many events. */
    record Count() implements Measure {}

    /** On how many calendar days of the tenant's zone. */
    record Days() implements Measure {}

    /** The sum of all values of a property. */
    record Sum(PropertyPath property) implements Measure {}

    /** The mean of all values of a property; without values every comparison is false. */
    record Avg(PropertyPath property) implements Measure {}

    /** The least value of a property; without values every comparison is false. */
    record Min(PropertyPath property) implements Measure {}

    /** The greatest value of a property; without values every comparison is false. */
    record Max(PropertyPath property) implements Measure {}

    /** How many different values of a property. */
    record Distinct(PropertyPath property) implements Measure {}
}
