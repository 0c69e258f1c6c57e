package io.tributary.segment.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The broker cluster.
 *
 * @param partitions of every topic keyed by profile, fixed at installation
 * @param patience how long the start waits for the broker
 */
@Validated
@ConfigurationProperties("cdp.kafka")
record KafkaProperties(
        @DefaultValue("127.0.0.1:9192") @NotBlank String bootstrap,
        @DefaultValue("24") @Min(1) @Max(1_000) int partitions,
        @DefaultValue("1") @Min(1) @Max(10) int replicationFactor,
        @DefaultValue("2m") Duration patience) {}
