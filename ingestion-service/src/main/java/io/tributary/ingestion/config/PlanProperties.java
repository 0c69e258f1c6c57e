package io.tributary.ingestion.config;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The options of tracking plans.
 *
 * @param capacity rules of all enabled plans of the installation: every instance holds them compiled
 * @param writeViolationsEvery how long violations are counted in memory only
 * @param keepViolations how long one stays that is not seen again
 * @param inferRecords how many records of the log one inference looks at
 * @param inferWithin how long one inference reads
 */
@Validated
@ConfigurationProperties("cdp.ingestion.plans")
public record PlanProperties(
        @NotNull @DefaultValue("4MB") DataSize capacity,
        @NotNull @DefaultValue("2s") Duration writeViolationsEvery,
        @NotNull @DefaultValue("90d") Duration keepViolations,
        @Min(1000) @DefaultValue("1000000") long inferRecords,
        @NotNull @DefaultValue("5m") Duration inferWithin) {}
