package io.tributary.identity.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service works through its topics.
 *
 * @param batchSize events that are resolved in one transaction at most
 * @param bulkBatchSize the same on the bulk lane: a live event waits for at most one such transaction
 * @param concurrency threads that read the live lane; one writer per tenant at a time all the same
 * @param maxLiveLag the bulk lane rests while more live events than this wait
 * @param maxResolvedLag the bulk lane rests while more resolved events than this wait for the slowest reader
 * @param livePatience the bulk lane rests while a live event has waited longer for identity, or a resolved one for the
 *     topology
 * @param readerAbsence how long those who read resolved events and left count on as readers
 * @param brokerPatience how long a start waits for Kafka
 * @param memory what one instance remembers of the graphs
 * @param simulation how much a simulation of rules looks at
 */
@Validated
@ConfigurationProperties(prefix = "cdp.identity")
record IdentityProperties(
        @Min(1) @Max(10_000) @DefaultValue("1000") int batchSize,
        @Min(1) @Max(10_000) @DefaultValue("250") int bulkBatchSize,
        @Min(1) @Max(24) @DefaultValue("1") int concurrency,
        @Min(0) @DefaultValue("100") long maxLiveLag,
        @Min(1) @DefaultValue("500") long maxResolvedLag,
        @DefaultValue("300ms") Duration livePatience,
        @DefaultValue("10m") Duration readerAbsence,
        @DefaultValue("2m") Duration brokerPatience,
        @DefaultValue Memory memory,
        @DefaultValue Simulation simulation) {

    /**
     * Bounds of a simulation; it runs in memory, one at a time, and an identifier takes about 2 KB of it.
     *
     * @param identifiers how many are looked at at about most; of more, people are drawn at random
     */
    record Simulation(
            @Min(100) @Max(1_000_000) @DefaultValue("20000") int identifiers) {}

    /**
     * Bounds of the cache; an identifier takes about 200 bytes, a profile about 600.
     *
     * @param identifiers known identifiers
     * @param profiles profiles with their identifiers, edges and consents
     */
    record Memory(
            @Min(1) @DefaultValue("100000") long identifiers,
            @Min(1) @DefaultValue("100000") long profiles) {}
}
