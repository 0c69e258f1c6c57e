package io.tributary.ingestion.config;

import io.tributary.contracts.digest.KeyedDigest;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The installation's secret, equal in every service.
 *
 * @param secret base64 of at least 32 bytes
 */
@ConfigurationProperties("cdp.platform")
public record PlatformProperties(@DefaultValue("") String secret) {

    private static final int TRAINING_SECRET_BYTES = 32;

    /** @param training a run that only trains the JVM's cache serves nobody and needs no secret */
    KeyedDigest toDigest(boolean training) {
        if (secret.isBlank() && training) {
            return new KeyedDigest(new byte[TRAINING_SECRET_BYTES]);
        }
        if (secret.isBlank()) {
            throw new IllegalStateException(
                    "cdp.platform.secret (CDP_PLATFORM_SECRET) is missing: set it to base64 of at least 32 random bytes,"
                            + " the same in every service");
        }
        try {
            return new KeyedDigest(Base64.getDecoder().decode(secret.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cdp.platform.secret is not base64 of at least 32 bytes", e);
        }
    }
}
