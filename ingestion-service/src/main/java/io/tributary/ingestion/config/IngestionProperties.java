package io.tributary.ingestion.config;

import io.tributary.ingestion.intake.EventLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** The collector's own options. */
@Validated
@ConfigurationProperties("cdp.ingestion")
public record IngestionProperties(
        @Valid @DefaultValue Limits limits,
        @Valid @DefaultValue Times times,
        @Valid @DefaultValue Door door,
        @Valid @DefaultValue BadRows badRows,
        @Valid @DefaultValue Imports imports,
        @Valid @DefaultValue Jobs jobs,
        @Valid @DefaultValue Requests requests) {

    /** What one request may hold; a tenant's own limits come from the gateway and never exceed {@code batchSize}. */
    public record Limits(
            @NotNull @DefaultValue("32KB") DataSize eventSize,
            @NotNull @DefaultValue("4MB") DataSize batchSize,
            @Min(1) @Max(10_000) @DefaultValue("2500") int batchEvents,
            @Min(4) @Max(150) @DefaultValue("32") int nesting,
            @Min(1) @Max(1000) @DefaultValue("300") int members) {

        EventLimits toEventLimits() {
            return new EventLimits(
                    Math.toIntExact(eventSize.toBytes()),
                    Math.toIntExact(batchSize.toBytes()),
                    batchEvents,
                    nesting,
                    members);
        }
    }

    /** How event times are resolved. */
    public record Times(
            @NotNull @DefaultValue("5m") Duration maxClockAhead,
            @DefaultValue("true") boolean correctSkew) {}

    /** What the door holds at once, and how long it waits for the log. */
    public record Door(
            @NotNull @DefaultValue("32MB") DataSize inFlight,
            @Min(1) @Max(64) @DefaultValue("4") int threads,
            @Min(1) @DefaultValue("4000") int queue,
            @NotNull @DefaultValue("30s") Duration bodyTimeout,
            @NotNull @DefaultValue("8s") Duration writeTimeout) {}

    /** How long bad rows and kept answers stay, and how many replays of a tenant wait or run. */
    public record BadRows(
            @NotNull @DefaultValue("30d") Duration keep,
            @Min(1) @DefaultValue("20") int maxReplays) {}

    /** Where import files are spooled, and how much of them. */
    public record Imports(
            @NotNull @DefaultValue("${java.io.tmpdir}/tributary-imports")
            Path directory,

            @NotNull @DefaultValue("10GB") DataSize maxFile,
            @NotNull @DefaultValue("100GB") DataSize maxUnpacked,
            @NotNull @DefaultValue("20GB") DataSize maxSpooled,
            @NotNull @DefaultValue("1GB") DataSize keepFree,
            @Min(1) @DefaultValue("20") int maxWaiting) {}

    /**
     * How many imports and replays run at once, how they take turns, and how long they are remembered.
     *
     * @param ahead how many rows may wait for identity while more are read
     */
    public record Jobs(
            @Min(1) @Max(8) @DefaultValue("2") int parallel,
            @NotNull @DefaultValue("10s") Duration turn,
            @NotNull @DefaultValue("15s") Duration lease,
            @Min(1_000) @DefaultValue("50000") int ahead,
            @NotNull @DefaultValue("30d") Duration keep,
            @NotNull @DefaultValue("1d") Duration keepReports) {}

    /** How long one stage of a privacy request is tried before it is answered as failed, and how long one may take. */
    public record Requests(
            @NotNull @DefaultValue("30s") Duration patience,
            @NotNull @DefaultValue("1h") Duration within) {}
}
