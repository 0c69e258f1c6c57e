package io.tributary.ingestion.adapter.postgres;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.ingestion.badrow.BadRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells a refused call that its client repeats from any other call: both have the same source, message id and content. The
 * name outlives an erased row, so it is keyed: nobody without the installation's secret can guess a call by it.
 */
record BadRowName(KeyedDigest keyed) {

    private static final String NAMESPACE = "bad-row";

    /**
     * Null when nothing tells the call from another one of the same content, and for a row of a file, whose id comes out the
     * same. What it came with is left out: a client says {@code sentAt} anew each time.
     */
    byte @Nullable [] of(BadRow row) {
        if (row.messageId().isEmpty() || row.line() != null) {
            return null;
        }
        return keyed.of(row.tenant(), NAMESPACE, HexFormat.of().formatHex(content(row)));
    }

    private static byte[] content(BadRow row) {
        var digest = sha256();
        add(digest, row.sourceId().getBytes(StandardCharsets.UTF_8));
        add(digest, row.messageId().getBytes(StandardCharsets.UTF_8));
        // Of a call that was cut off only the size tells what is missing.
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(row.original().sizeInBytes())
                .flip());
        var bytes = row.original().bytes();
        digest.update(bytes.array(), bytes.from(), bytes.length());
        return digest.digest();
    }

    /** With its length, so that two texts are not taken for one. */
    private static void add(MessageDigest digest, byte[] text) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
        digest.update(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
