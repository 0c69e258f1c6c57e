package io.tributary.gateway.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The end of a tenant's chain: whoever changes, drops or inserts an entry must recompute every later hash, which an
 * auditor who wrote one of them down sees.
 *
 * @param length how many links there are
 * @param hash the last link's hash; of no link, 64 zeros
 */
public record Chain(long length, String hash) {

    public static final Chain EMPTY = new Chain(0, "0".repeat(64));

    /** The link that an entry becomes at this chain's end. */
    public Link next(AuditEntry entry) {
        return new Link(length + 1, entry, hashOf(length + 1, entry));
    }

    /** The chain with that link; it must be the one {@link #next} gave. */
    public Chain with(Link link) {
        return new Chain(link.number(), link.hash());
    }

    /** Whether a stored link is what this chain's next link must be. */
    public boolean isFollowedBy(Link stored) {
        return stored.equals(next(stored.entry()));
    }

    private String hashOf(long number, AuditEntry entry) {
        var digest = sha256();
        add(digest, hash);
        add(digest, Long.toString(number));
        add(digest, entry.tenant());
        add(digest, Long.toString(entry.at().toEpochMilli()));
        add(digest, entry.actor());
        add(digest, entry.action());
        add(digest, entry.target());
        add(digest, entry.outcome());
        add(digest, entry.traceId());
        add(digest, entry.service());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Each part is preceded by its length, so that no two entries are written the same way. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
