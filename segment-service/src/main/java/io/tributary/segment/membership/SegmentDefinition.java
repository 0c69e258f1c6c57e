package io.tributary.segment.membership;

import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;

/** One published version of a segment; the hash is the SHA-256 of the canonical rule in hex. */
public record SegmentDefinition(String key, int version, Condition rule, String hash) {

    public static SegmentDefinition of(String key, int version, Condition rule) {
        return new SegmentDefinition(key, version, rule, Canonical.sha256(rule));
    }
}
