package io.tributary.segment.registry;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.NamedFigures;
import java.time.Instant;

/**
 * One version of a segment; what is written is never changed once stored.
 *
 * @param number 1 for the first, rising by one
 * @param written the canonical rule as its author spelled it
 * @param rule what it means by the computed traits of now: without their names
 * @param hash the SHA-256 of the rule as written, in hex: equal rules have equal hashes
 * @param createdBy the account's id in the identity provider
 */
public record SegmentVersion(
        int number,
        Description description,
        Condition written,
        Condition rule,
        String hash,
        Instant createdAt,
        String createdBy) {

    /** A version whose rule names no computed trait, or is not known to. */
    public SegmentVersion(
            int number, Description description, Condition written, String hash, Instant createdAt, String createdBy) {
        this(number, description, written, written, hash, createdAt, createdBy);
    }

    SegmentVersion renumbered(int next, Instant at, String account) {
        return new SegmentVersion(next, description, written, rule, hash, at, account);
    }

    /** The same, meant by these computed traits. */
    public SegmentVersion meant(NamedFigures traits) {
        return new SegmentVersion(number, description, written, traits.meaning(written), hash, createdAt, createdBy);
    }
}
