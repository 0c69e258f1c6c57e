package io.tributary.gateway.config;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.gateway.access.AccessPolicy;
import io.tributary.gateway.adapter.http.Repeats;
import io.tributary.gateway.adapter.http.docs.MergedApi;
import io.tributary.gateway.adapter.http.door.AimAtService;
import io.tributary.gateway.adapter.http.door.ApiCheck;
import io.tributary.gateway.adapter.http.door.BreakerNotices;
import io.tributary.gateway.adapter.http.door.CollectorDoor;
import io.tributary.gateway.adapter.http.door.CollectorTimes;
import io.tributary.gateway.adapter.http.door.ConnectionLimits;
import io.tributary.gateway.adapter.http.door.Deadlines;
import io.tributary.gateway.adapter.http.door.Door;
import io.tributary.gateway.adapter.http.door.DoorLimits;
import io.tributary.gateway.adapter.http.door.Firewall;
import io.tributary.gateway.adapter.http.door.ForwardedHeaders;
import io.tributary.gateway.adapter.http.door.Forwarding;
import io.tributary.gateway.adapter.http.door.TokenBuckets;
import io.tributary.gateway.adapter.http.door.TraceFilter;
import io.tributary.gateway.adapter.http.door.UnsafeCalls;
import io.tributary.gateway.adapter.http.door.Upstreams;
import io.tributary.gateway.audit.AuditTrail;
import io.tributary.gateway.limit.BodyLimit;
import io.tributary.gateway.repeat.KeptAnswers;
import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.route.Upstream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

/** The way of a request, from the connection to the service. */
@Configuration(proxyBeanMethods = false)
class DoorConfig {

    /** The services' addresses, by what a route names. */
    record ServiceAddresses(Map<Upstream, URI> byUpstream) {}

    @Bean
    ServiceAddresses serviceAddresses(GatewayProperties gateway) {
        var services = gateway.services();
        return new ServiceAddresses(Map.of(
                Upstream.INGESTION, services.ingestion().url(),
                Upstream.IDENTITY, services.identity().url(),
                Upstream.SEGMENT, services.segment().url(),
                Upstream.ACTIVATION, services.activation().url()));
    }

    @Bean
    TraceFilter traceFilter() {
        return new TraceFilter();
    }

    @Bean
    DoorLimits doorLimits(GatewayProperties gateway, MeterRegistry meters) {
        var limits = gateway.limits();
        return new DoorLimits(
                new TokenBuckets(limits.perAddress(), meters.counter("cdp.limit.refused", "per", "address")),
                new TokenBuckets(limits.perWriteKey(), meters.counter("cdp.limit.refused", "per", "write-key")),
                new TokenBuckets(limits.perTenant(), meters.counter("cdp.limit.refused", "per", "tenant")),
                new BodyLimit(limits.collectorBody().toBytes()),
                new BodyLimit(limits.apiBody().toBytes()));
    }

    @Bean
    UnsafeCalls unsafeCalls(AuditTrail trail, Clock clock) {
        return new UnsafeCalls(trail, clock);
    }

    @Bean
    Door door(
            RoutingTable table,
            DoorLimits limits,
            AccessPolicy policy,
            UnsafeCalls unsafeCalls,
            Forwarding forwarding,
            CollectorDoor collectorDoor) {
        return new Door(table, limits, new ApiCheck(policy, limits, unsafeCalls), forwarding, collectorDoor);
    }

    @Bean
    CollectorDoor collectorDoor(
            RoutingTable table, DoorLimits limits, Forwarding forwarding, MeterRegistry meters, Firewall firewall) {
        return new CollectorDoor(table, limits, forwarding, new CollectorTimes(meters, System::nanoTime), firewall);
    }

    @Bean
    Firewall firewall(ServerWebExchangeFirewall wall, ServerExchangeRejectedHandler refused) {
        return new Firewall(wall, refused);
    }

    /** What the collector's door takes it times itself. */
    @Bean
    ObservationPredicate onlyOtherRequests(RoutingTable table) {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && CollectorDoor.takes(request.getCarrier(), table));
    }

    @Bean
    AimAtService aimAtService() {
        return new AimAtService();
    }

    @Bean
    Deadlines deadlines() {
        return new Deadlines();
    }

    @Bean
    Forwarding forwarding(
            FilteringWebHandler filters, RoutingTable table, ServiceAddresses addresses, Upstreams upstreams) {
        return new Forwarding(filters, table, addresses.byUpstream(), upstreams);
    }

    @Bean
    Upstreams upstreams(CircuitBreakerRegistry breakers, GatewayProperties gateway, Deadlines deadlines) {
        var services = gateway.services();
        return new Upstreams(
                breakers,
                Map.of(
                        Upstream.INGESTION, services.ingestion().timeout(),
                        Upstream.IDENTITY, services.identity().timeout(),
                        Upstream.SEGMENT, services.segment().timeout(),
                        Upstream.ACTIVATION, services.activation().timeout()),
                services.uploadTimeout(),
                deadlines);
    }

    @Bean
    CircuitBreakerRegistry circuitBreakerRegistry(GatewayProperties gateway, MeterRegistry meters) {
        var options = gateway.breaker();
        var registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(options.window())
                .minimumNumberOfCalls(options.minimumCalls())
                .failureRateThreshold(options.failureRate())
                .waitDurationInOpenState(options.openFor())
                .permittedNumberOfCallsInHalfOpenState(options.probes())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
        return registry;
    }

    @Bean
    BreakerNotices breakerNotices(CircuitBreakerRegistry breakers, Clock clock) {
        return new BreakerNotices(breakers, clock);
    }

    @Bean
    ForwardedHeaders forwardedHeaders(GatewayProperties gateway) {
        return new ForwardedHeaders(gateway.trustForwardedHeaders());
    }

    /** Never send a request a second time by itself: its body may have done its work the first time. */
    @Bean
    HttpClientCustomizer noSilentRetry() {
        return client -> client.disableRetry(true);
    }

    @Bean
    NettyServerCustomizer connectionLimits(GatewayProperties gateway, MeterRegistry meters) {
        var limits = gateway.limits();
        return new ConnectionLimits(
                limits.connectionsPerAddress(), limits.connections(), meters.counter("cdp.connections.refused"))::apply;
    }

    @Bean
    Repeats repeats(KeptAnswers answers, JsonMapper json, KeyedDigest digest) {
        return new Repeats(answers, json, digest);
    }

    @Bean
    MergedApi mergedApi(JsonMapper json, RoutingTable table) {
        return new MergedApi(json, table);
    }

    /** The documents of services are larger than Spring's limit of 256 KB for one answer. */
    @Bean
    WebClient docsClient() {
        return WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 * 1024 * 1024))
                .build();
    }

    @Bean
    Map<Upstream, URI> services(ServiceAddresses addresses) {
        return addresses.byUpstream();
    }
}
