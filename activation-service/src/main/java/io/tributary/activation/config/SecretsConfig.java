package io.tributary.activation.config;

import io.tributary.activation.secret.Envelope;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The installation's keys. */
@Configuration(proxyBeanMethods = false)
class SecretsConfig {

    @Bean
    KeyedDigest keyedDigest(@Value("${cdp.platform.secret:}") String secret) {
        if (secret.isBlank()) {
            throw new IllegalStateException("cdp.platform.secret is not set: give base64 of at least 32 random bytes, "
                    + "the same for all services (environment: CDP_PLATFORM_SECRET).");
        }
        return new KeyedDigest(Base64.getDecoder().decode(secret));
    }

    @Bean
    SealedValues sealedValues(@Value("${cdp.platform.secret:}") String secret) {
        return new SealedValues(Base64.getDecoder().decode(secret), new SecureRandom());
    }

    @Bean
    Envelope envelope(ActivationProperties properties, KeyedDigest digest) {
        var key = properties.encryptionKey().isBlank()
                ? digest.of("_", "purpose", "activation-secrets")
                : Base64.getDecoder().decode(properties.encryptionKey());
        return new Envelope(key, new SecureRandom());
    }
}
