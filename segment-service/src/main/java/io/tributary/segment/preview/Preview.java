package io.tributary.segment.preview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a preview. {@code count} is exact; {@code share} is of all people of the tenant, 0 without any.
 *
 * @param judged how many were decided one by one
 * @param sample profile ids of some who would be members
 * @param todaysValues what of the rule is taken as it is today; empty for now
 * @param overlaps the published segments that share most people with it, the most first; null for another instant than now
 */
public record Preview(
        long count,
        double share,
        Map<String, ChannelReach> reach,
        List<String> sample,
        @Nullable Overlaps overlaps,
        List<Warning> warnings,
        long judged,
        Instant asOf,
        List<String> todaysValues) {

    /**
     * Those with most people in common.
     *
     * @param others how many more published segments share somebody
     */
    public record Overlaps(List<Neighbour> items, long others) {}

    /** A published segment that has people in common with the rule. */
    public record Neighbour(String key, int version, long size, Overlap overlap) {}

    /** Something to look at before publishing; {@code code} is stable, in kebab-case. */
    public record Warning(String code, String message) {}
}
