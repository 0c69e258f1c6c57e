package io.tributary.segment.config;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the whole installation shares.
 *
 * @param secret base64 of at least 32 random bytes; the values of privacy requests are sealed with it
 */
@ConfigurationProperties("cdp.platform")
record PlatformProperties(@DefaultValue("") String secret) {

    private static final int MIN_BYTES = 32;

    /** A training run serves nobody and needs no secret. */
    byte[] secretBytes(boolean training) {
        if (secret.isBlank() && training) {
            return new byte[MIN_BYTES];
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(secret.strip());
            if (bytes.length >= MIN_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Not base64: the same advice as for a secret that is too short.
        }
        throw new IllegalStateException(
                "Set CDP_PLATFORM_SECRET (cdp.platform.secret) to the base64 of at least 32 random"
                        + " bytes, the same in every service; for example: openssl rand -base64 32");
    }
}
