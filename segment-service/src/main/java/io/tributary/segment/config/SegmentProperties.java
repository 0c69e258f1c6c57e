package io.tributary.segment.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The topology and the feeds of the indices.
 *
 * @param applicationId names the topology's group and begins the names of its internal topics
 * @param stateDir where RocksDB keeps the stores; keep it over restarts, else they are restored from their changelogs
 */
@Validated
@ConfigurationProperties("cdp.segment")
record SegmentProperties(
        @DefaultValue("cdp-segment") @NotBlank String applicationId,
        @DefaultValue("/var/lib/tributary/segment") Path stateDir,
        @DefaultValue @Valid Streams streams,
        @DefaultValue @Valid Feed feed,
        @DefaultValue @Valid Privacy privacy,
        @DefaultValue @Valid Jobs jobs,
        @DefaultValue @Valid Exports exports,
        @DefaultValue @Valid Backtests backtests,
        @DefaultValue @Valid Audit audit,
        @DefaultValue @Valid Lists lists) {

    /**
     * The topology.
     *
     * @param commitInterval how soon what was done is committed while that costs little
     * @param longestCommitInterval how long busy profiles may wait for it under load
     * @param hotProfiles how much of the busiest profiles is kept unpacked, in bytes of their packed form
     * @param dedupWindow how long a message is remembered, in real time
     * @param standbyReplicas copies of each store on other instances; 1 when more than one instance runs
     */
    record Streams(
            @DefaultValue("1") @Min(1) @Max(64) int threads,
            @DefaultValue("100ms") Duration commitInterval,
            @DefaultValue("500ms") Duration longestCommitInterval,
            @DefaultValue("8MB") DataSize hotProfiles,
            @DefaultValue("24h") Duration dedupWindow,
            @DefaultValue("0") @Min(0) @Max(2) int standbyReplicas) {}

    /**
     * The feeds.
     *
     * @param bulkRecords a bulk is written when it has so many records
     * @param bulkWindow or when its first record has waited so long
     * @param longestBulkWindow how long that becomes at most while a bulk takes more than a fifth of the time
     */
    record Feed(
            @DefaultValue("2000") @Min(1) @Max(10_000) int bulkRecords,
            @DefaultValue("500ms") Duration bulkWindow,
            @DefaultValue("3s") Duration longestBulkWindow) {}

    /**
     * Privacy requests.
     *
     * @param searchedEvents how many events of others one search for a person's values looks into at most, newest first
     * @param collected what one request for access is answered with at most
     * @param patience how long one stage waits for the topology and the feeds of the indices
     */
    record Privacy(
            @DefaultValue("1000000") @Min(1_000) long searchedEvents,
            @DefaultValue("64MB") DataSize collected,
            @DefaultValue("30s") Duration patience) {}

    /**
     * Long work.
     *
     * @param parallel how many jobs run here at once
     * @param lease how long a job waits for a worker that died
     * @param turn how long a job goes on before it waits again
     */
    record Jobs(
            @DefaultValue("2") @Min(1) @Max(16) int parallel,
            @DefaultValue("1m") Duration lease,
            @DefaultValue("30s") Duration turn) {}

    /**
     * Exports.
     *
     * @param keep how long a file can be fetched
     * @param unfinished how many of a tenant may wait or run
     * @param largestFile packed; rows behind it are left out, and the export says so
     * @param keptFiles packed, of one tenant; beyond them no export begins
     * @param columns of a CSV file; values beyond them are left out, and the export says so
     */
    record Exports(
            @DefaultValue("24h") Duration keep,
            @DefaultValue("3") @Min(1) @Max(100) int unfinished,
            @DefaultValue("256MB") DataSize largestFile,
            @DefaultValue("1GB") DataSize keptFiles,
            @DefaultValue("1000") @Min(50) @Max(10_000) int columns) {}

    /**
     * Back-tests.
     *
     * @param keep how long what was found can be read
     * @param unfinished how many of a tenant may wait or run
     */
    record Backtests(
            @DefaultValue("30d") Duration keep,
            @DefaultValue("3") @Min(1) @Max(100) int unfinished) {}

    /**
     * Audits.
     *
     * @param every how long after the beginning of one the next begins by itself, for each tenant
     * @param slice how many profiles one step looks at
     * @param keep how long the report of one is kept
     */
    record Audit(
            @DefaultValue("24h") Duration every,
            @DefaultValue("5000") @Min(1) @Max(20_000) int slice,
            @DefaultValue("30d") Duration keep) {}

    /**
     * Uploaded lists.
     *
     * @param largestFile larger ones are refused
     * @param identifiers of one file
     * @param listed identifiers of one list; a file that would make it longer is not taken over
     * @param unfinished how many uploads of a tenant may wait or run
     */
    record Lists(
            @DefaultValue("100MB") DataSize largestFile,
            @DefaultValue("1000000") @Min(1) long identifiers,
            @DefaultValue("5000000") @Min(1) long listed,
            @DefaultValue("3") @Min(1) @Max(100) int unfinished) {}
}
