package io.tributary.contracts.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) over (tenant, namespace, normalised value) with the installation's platform secret: equal in
 * every service, useless to who lacks the secret. Each part is preceded by its length, so no two triples collide.
 */
public final class KeyedDigest {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_SECRET_BYTES = 32;

    private final SecretKeySpec key;

    /** Is never fed, only copied: looking the algorithm up and keying it costs more than a digest. */
    private final Mac keyed;

    /** A secret of less than 32 bytes is refused. */
    public KeyedDigest(byte[] platformSecret) {
        if (platformSecret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the platform secret has at least " + MIN_SECRET_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(platformSecret, ALGORITHM);
        this.keyed = keyed();
    }

    private Mac keyed() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            // Some security modules keep their state where it cannot be copied.
            return keyed();
        }
    }

    /** The 32-byte digest of a value that is already in its namespace's normal form. */
    public byte[] of(String tenant, String namespace, String value) {
        var mac = copy();
        feed(mac, tenant);
        feed(mac, namespace);
        feed(mac, value);
        return mac.doFinal();
    }

    private static void feed(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }

    /** {@link #of} in lower-case hex, as record keys carry it. */
    public String hex(String tenant, String namespace, String value) {
        return HexFormat.of().formatHex(of(tenant, namespace, value));
    }
}
