package io.tributary.activation.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The options of this service.
 *
 * @param encryptionKey base64 of 32 bytes; empty derives the key from the platform secret
 * @param allowedHosts entries {@code host:port} that are reachable although they are not public, also over http
 * @param heartbeatLimit how old the last sign of life of a contacts partition may be before the gate closes
 * @param mergeHold how long rows of a merged profile wait for the survivor's own standing
 * @param debounce how long a change waits for others before a run starts
 */
@Validated
@ConfigurationProperties(prefix = "cdp.activation")
public record ActivationProperties(
        @DefaultValue("") String encryptionKey,
        @DefaultValue Set<String> allowedHosts,
        @DefaultValue("30s") @NotNull Duration heartbeatLimit,
        @DefaultValue("30s") @NotNull Duration mergeHold,
        @DefaultValue("1s") @NotNull Duration debounce,
        @DefaultValue("32") @Min(1) int maxRuns,
        @DefaultValue("4") @Min(1) int maxRunsPerDestination,
        @DefaultValue @Valid Request request,
        @DefaultValue @Valid Safety safety,
        @DefaultValue("30d") @NotNull Duration keepDeliveries) {

    /**
     * Bounds of the requests to one destination.
     *
     * @param patience how long a request waits for its turn
     */
    public record Request(
            @DefaultValue("15s") @NotNull Duration timeout,
            @DefaultValue("50") @Min(1) int perSecond,
            @DefaultValue("4") @Min(1) int concurrency,
            @DefaultValue("30s") @NotNull Duration patience) {}

    /**
     * When a run needs a person's word because too many would leave.
     *
     * @param window leavers of this long before a run count as well
     */
    public record Safety(
            @DefaultValue("0.3") @DecimalMin("0") @DecimalMax("1")
            double maxRemovalShare,

            @DefaultValue("100") @Min(0) long minRows,
            @DefaultValue("1m") @NotNull Duration window) {}
}
