package io.tributary.activation.config;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How the installation's topics are made; the partition count is the same for all and for ever. */
@Validated
@ConfigurationProperties(prefix = "cdp.kafka")
public record KafkaTopicsProperties(
        @DefaultValue("24") @Min(1) int partitions,
        @DefaultValue("1") @Min(1) short replicationFactor) {}
