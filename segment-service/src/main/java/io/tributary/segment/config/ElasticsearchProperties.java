package io.tributary.segment.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Elasticsearch and the shape of the indices.
 *
 * @param indexPrefix begins the names of all indices and aliases
 * @param refreshInterval how long a write may stay unseen while more are coming; a feed that is done refreshes at once
 */
@Validated
@ConfigurationProperties("cdp.elasticsearch")
record ElasticsearchProperties(
        @DefaultValue("http://127.0.0.1:9200") URI url,

        @DefaultValue("cdp") @Pattern(regexp = "[a-z][a-z0-9-]*")
        String indexPrefix,

        @DefaultValue("1") @Min(1) @Max(100) int shards,
        @DefaultValue("5s") Duration refreshInterval) {}
