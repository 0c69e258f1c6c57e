package io.tributary.ingestion.config;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Function;
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
        return of(training, KeyedDigest::new);
    }

    SealedValues toSeal(boolean training) {
        return of(training, it -> new SealedValues(it, new SecureRandom()));
    }

    private <T> T of(boolean training, Function<byte[], T> maker) {
        if (secret.isBlank() && training) {
            return maker.apply(new byte[TRAINING_SECRET_BYTES]);
        }
        if (secret.isBlank()) {
            throw new IllegalStateException(
                    "cdp.platform.secret (CDP_PLATFORM_SECRET) is missing: set it to base64 of at least 32 random bytes,"
                            + " the same in every service");
        }
        try {
            return maker.apply(Base64.getDecoder().decode(secret.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cdp.platform.secret is not base64 of at least 32 bytes", e);
        }
    }
}
