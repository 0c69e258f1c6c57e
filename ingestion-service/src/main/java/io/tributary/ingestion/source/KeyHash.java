package io.tributary.ingestion.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a write key, in lower-case hex. Keys are random and long, so a plain hash cannot be guessed back. */
public record KeyHash(String hex) {

    public static KeyHash of(String writeKey) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return of(sha.digest(writeKey.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static KeyHash of(byte[] digest) {
        return new KeyHash(HexFormat.of().formatHex(digest));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
