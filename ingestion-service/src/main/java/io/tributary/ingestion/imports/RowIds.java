package io.tributary.ingestion.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** Ids that come out the same whenever a row is read again. */
final class RowIds {

    private static final int KEY_BYTES = 15;

    private RowIds() {}

    /**
     * What message ids begin with: the same file, read the same way into the same source, has the same ids, so sending it
     * again adds nothing. Read in another way it has other ids, so that a corrected mapping counts.
     */
    static String key(String sourceId, String fileSha256, String reading) {
        byte[] digest = sha256(sourceId + "\n" + fileSha256 + "\n" + reading);
        return "imp-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, KEY_BYTES));
    }

    /** A UUIDv7 for the bad row of a job's row: the job's time, so that it sorts with it, and a digest of both. */
    static String badRow(String jobId, long rowNumber) {
        var job = UUID.fromString(jobId.substring(jobId.indexOf('_') + 1));
        var digest = ByteBuffer.wrap(sha256(jobId + "\n" + rowNumber));
        long most = (job.getMostSignificantBits() & ~0xFFFFL) | 0x7000L | (digest.getLong() & 0xFFFL);
        long least = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
