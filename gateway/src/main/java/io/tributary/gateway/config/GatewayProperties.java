package io.tributary.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The gateway's own options.
 *
 * @param trustForwardedHeaders whether a proxy in front is trusted to say who called
 */
@Validated
@ConfigurationProperties("cdp.gateway")
public record GatewayProperties(
        @Valid @DefaultValue Services services,
        @Valid @DefaultValue Limits limits,
        @Valid @DefaultValue Breaker breaker,
        @Valid @DefaultValue IdentityProvider identityProvider,
        @DefaultValue("false") boolean trustForwardedHeaders) {

    /** Where the four services are. */
    public record Services(
            @Valid @DefaultValue Ingestion ingestion,
            @Valid @DefaultValue Identity identity,
            @Valid @DefaultValue Segment segment,
            @Valid @DefaultValue Activation activation,
            @NotNull @DefaultValue("10m") Duration uploadTimeout) {}

    /** A service's address, and how long it may think about a whole request before its answer starts. */
    public record Ingestion(
            @NotNull @DefaultValue("http://127.0.0.1:8081") URI url,
            @NotNull @DefaultValue("10s") Duration timeout) {}

    /** As {@link Ingestion}. */
    public record Identity(
            @NotNull @DefaultValue("http://127.0.0.1:8082") URI url,
            @NotNull @DefaultValue("10s") Duration timeout) {}

    /** As {@link Ingestion}; an exact preview over all people takes longer than most calls. */
    public record Segment(
            @NotNull @DefaultValue("http://127.0.0.1:8083") URI url,
            @NotNull @DefaultValue("30s") Duration timeout) {}

    /** As {@link Ingestion}. */
    public record Activation(
            @NotNull @DefaultValue("http://127.0.0.1:8084") URI url,
            @NotNull @DefaultValue("10s") Duration timeout) {}

    /** Requests a second, bytes a body, connections: each for one gateway process. */
    public record Limits(
            @Positive @DefaultValue("2000") int perWriteKey,
            @Positive @DefaultValue("200") int perTenant,
            @Positive @DefaultValue("10000") int perAddress,
            @NotNull @DefaultValue("4MB") DataSize collectorBody,
            @NotNull @DefaultValue("1MB") DataSize apiBody,
            @Positive @DefaultValue("2000") int connectionsPerAddress,
            @Positive @DefaultValue("10000") int connections) {}

    /** When a service that fails is left alone, and for how long. */
    public record Breaker(
            @Positive @DefaultValue("50") int window,
            @Positive @DefaultValue("10") int minimumCalls,
            @Positive @DefaultValue("50") float failureRate,
            @NotNull @DefaultValue("5s") Duration openFor,
            @Positive @DefaultValue("5") int probes) {}

    /** The realm, and the service account that makes organizations and accounts in it. */
    public record IdentityProvider(
            @NotNull @DefaultValue("http://127.0.0.1:8180/realms/cdp")
            URI issuer,

            @NotBlank @DefaultValue("cdp-provisioner") String clientId,

            @NotBlank @DefaultValue("dev-provisioner-secret")
            String clientSecret,

            @NotNull @DefaultValue("10s") Duration timeout) {}
}
