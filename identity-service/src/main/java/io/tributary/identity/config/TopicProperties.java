package io.tributary.identity.config;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The shape of the installation's topics, equal in every service.
 *
 * @param partitions of every topic; fixed at installation and checked at start
 */
@Validated
@ConfigurationProperties(prefix = "cdp.kafka")
record TopicProperties(
        @Min(1) @DefaultValue("24") int partitions,
        @Min(1) @DefaultValue("1") short replicationFactor) {}
