package io.tributary.segment.preview;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answer to a preview. {@code count} is exact; {@code share} is of all people of the tenant, 0 without any.
 *
 * @param judged how many were decided one by one
 * @param sample profile ids of some who would be members
 */
public record Preview(
        long count,
        double share,
        Map<String, ChannelReach> reach,
        List<String> sample,
        List<Warning> warnings,
        long judged,
        Instant asOf) {

    /** Something to look at before publishing; {@code code} is stable, in kebab-case. */
    public record Warning(String code, String message) {}
}
