package io.tributary.segment.dedup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The 128 bits under which a message of a tenant is remembered: no message id is ever stored. */
public final class MessageHash {

    private static final int LENGTH = 16;

    private MessageHash() {}

    /** 16 bytes; a tenant holds no slash, so no two pairs share their text. */
    public static byte[] of(String tenant, String messageId) {
        try {
            byte[] text = (tenant + '/' + messageId).getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(text), LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
