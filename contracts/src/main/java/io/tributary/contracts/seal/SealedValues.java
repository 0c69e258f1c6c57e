package io.tributary.contracts.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) under a key that HKDF-SHA-256 (RFC 5869) derives from the platform secret for one
 * request: equal in every service, useless to who lacks the secret, and of no use for another request. The result is a
 * random 96-bit nonce and the cipher text. Safe for use by many threads.
 */
public final class SealedValues {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String DERIVATION = "HKDF-SHA256";
    private static final byte[] SALT = "tributary privacy request".getBytes(StandardCharsets.UTF_8);
    private static final int MIN_SECRET_BYTES = 32;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] platformSecret;
    private final SecureRandom random;

    /** A secret of less than 32 bytes is refused. */
    public SealedValues(byte[] platformSecret, SecureRandom random) {
        if (platformSecret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the platform secret has at least " + MIN_SECRET_BYTES + " bytes");
        }
        this.platformSecret = platformSecret.clone();
        this.random = random;
    }

    /** Two calls with the same text give different bytes. */
    public byte[] seal(String tenant, String requestId, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, tenant, requestId, nonce).doFinal(content);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /** What {@link #seal} closed; empty for another secret, tenant or request, and for changed bytes. */
    public Optional<byte[]> open(String tenant, String requestId, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        var nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, tenant, requestId, nonce);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String tenant, String requestId, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key(tenant, requestId), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private SecretKey key(String tenant, String requestId) throws GeneralSecurityException {
        byte[] tenantBytes = tenant.getBytes(StandardCharsets.UTF_8);
        byte[] requestBytes = requestId.getBytes(StandardCharsets.UTF_8);
        byte[] purpose = ByteBuffer.allocate(Integer.BYTES + tenantBytes.length + requestBytes.length)
                .putInt(tenantBytes.length)
                .put(tenantBytes)
                .put(requestBytes)
                .array();
        var parameters = HKDFParameterSpec.ofExtract()
                .addIKM(platformSecret)
                .addSalt(SALT)
                .thenExpand(purpose, KEY_BYTES);
        return KDF.getInstance(DERIVATION).deriveKey("AES", parameters);
    }
}
