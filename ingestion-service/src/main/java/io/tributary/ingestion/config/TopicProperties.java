package io.tributary.ingestion.config;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the installation lays its topics out: equal in every service.
 *
 * @param patience how long the start waits for a broker
 */
@Validated
@ConfigurationProperties("cdp.kafka")
public record TopicProperties(
        @Min(1) @DefaultValue("24") int partitions,
        @Min(1) @DefaultValue("1") short replicationFactor,
        @NotNull @DefaultValue("2m") Duration patience) {}
