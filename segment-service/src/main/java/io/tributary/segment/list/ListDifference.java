package io.tributary.segment.list;

/**
 * What an upload makes of a list.
 *
 * @param added identifiers that were not on the list
 * @param removed identifiers that were
 * @param size identifiers of the list afterwards
 * @param unmatched of these, which belong to nobody that is known: they are kept until somebody has one
 * @param entering people who come onto the list
 * @param leaving people who go from it
 * @param staying people who are on it before and afterwards
 */
public record ListDifference(
        long added, long removed, long size, long unmatched, long entering, long leaving, long staying) {}
