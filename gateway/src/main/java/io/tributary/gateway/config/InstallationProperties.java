package io.tributary.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The options that are the same in every service of an installation.
 *
 * @param training whether this start only warms up the class cache: nothing outside is touched
 */
@Validated
@ConfigurationProperties("cdp")
public record InstallationProperties(
        @Valid @DefaultValue Kafka kafka,
        @Valid @DefaultValue Platform platform,
        @DefaultValue("false") boolean training) {

    /** How topics are made, and how long a start waits for the broker. */
    public record Kafka(
            @Positive @DefaultValue("24") int partitions,
            @Positive @DefaultValue("1") short replicationFactor,
            @NotNull @DefaultValue("60s") Duration patience) {}

    /**
     * The installation's secret.
     *
     * @param secret base64 of at least 32 random bytes, the same in every service
     */
    public record Platform(@NotNull @DefaultValue("") String secret) {}
}
