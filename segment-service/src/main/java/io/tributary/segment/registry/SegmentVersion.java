package io.tributary.segment.registry;

import io.tributary.segment.rule.Condition;
import java.time.Instant;

/**
 * One version of a segment; never changed once stored.
 *
 * @param number 1 for the first, rising by one
 * @param hash the SHA-256 of the canonical rule, in hex: equal rules have equal hashes
 * @param createdBy the account's id in the identity provider
 */
public record SegmentVersion(
        int number, Description description, Condition rule, String hash, Instant createdAt, String createdBy) {

    SegmentVersion renumbered(int next, Instant at, String account) {
        return new SegmentVersion(next, description, rule, hash, at, account);
    }
}
