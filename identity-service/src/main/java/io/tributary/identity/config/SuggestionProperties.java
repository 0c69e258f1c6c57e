package io.tributary.identity.config;

import io.tributary.identity.linkage.LinkageSettings;
import io.tributary.identity.suggestion.SuggestionBounds;
import io.tributary.identity.suggestion.SuggestionRequest;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a search for suggestions may take.
 *
 * @param maxProfiles more comparable profiles are refused; each takes about 1 KB of memory while the search runs
 * @param maxBlock the largest block of profiles with an equal key that is compared
 * @param maxPairs how many pairs all blocking rules together may give
 * @param randomPairs how many random pairs show what agrees by chance
 * @param minProbability weaker pairs are not suggested, unless the call says otherwise
 * @param maxSuggestions the strongest are kept
 * @param seed of the random pairs, unless the call says otherwise
 */
@Validated
@ConfigurationProperties(prefix = "cdp.identity.suggestions")
record SuggestionProperties(
        @Min(2) @DefaultValue("200000") int maxProfiles,
        @Min(2) @Max(10_000) @DefaultValue("1000") int maxBlock,
        @Min(1) @DefaultValue("10000000") long maxPairs,
        @Min(1_000) @Max(10_000_000) @DefaultValue("500000") int randomPairs,

        @DecimalMin("0.1") @DecimalMax("0.9999") @DefaultValue("0.5")
        double minProbability,

        @Min(1) @Max(100_000) @DefaultValue("10000") int maxSuggestions,
        @DefaultValue("7") long seed) {

    SuggestionBounds bounds() {
        return new SuggestionBounds(
                maxProfiles,
                maxSuggestions,
                new LinkageSettings(maxBlock, maxPairs, randomPairs, minProbability, maxSuggestions));
    }

    SuggestionRequest request() {
        return new SuggestionRequest(minProbability, seed);
    }
}
