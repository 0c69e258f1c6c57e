package io.tributary.identity.suggestion;

import io.tributary.identity.linkage.LinkageReport;
import java.util.Map;

/**
 * What a search looked at and left out; it holds no value of anybody.
 *
 * @param profiles living profiles
 * @param comparable those with at least two comparable fields
 * @param suggestions written
 * @param beyondBound likely pairs that found no place among the suggestions
 * @param refused likely pairs that cannot be suggested, by what refuses them
 */
public record SearchReport(
        long profiles,
        int comparable,
        int suggestions,
        long beyondBound,
        Map<String, Integer> refused,
        LinkageReport linkage) {}
