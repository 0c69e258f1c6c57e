package io.tributary.gateway.adapter.http.docs;

import io.swagger.v3.oas.annotations.Hidden;
import io.tributary.gateway.route.Upstream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springdoc.webflux.api.OpenApiWebfluxResource;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The merged document at {@code /v3/api-docs}, fetched when somebody asks and kept for a minute; a service that does not
 * answer is named in it and asked again next time.
 */
@Hidden
@RestController
public class DocsController {

    /** Where springdoc puts the gateway's own document. */
    public static final String OWN = "/v3/api-docs/gateway";

    private static final Duration KEPT_FOR = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Fetched(Upstream upstream, Optional<JsonNode> document) {}

    private final OpenApiWebfluxResource own;
    private final MergedApi merging;
    private final JsonMapper json;
    private final WebClient web;
    private final Map<Upstream, URI> services;
    private final Map<Upstream, Mono<Fetched>> kept = new EnumMap<>(Upstream.class);

    public DocsController(
            OpenApiWebfluxResource own,
            MergedApi merging,
            JsonMapper json,
            WebClient web,
            Map<Upstream, URI> services) {
        this.own = own;
        this.merging = merging;
        this.json = json;
        this.web = web;
        this.services = Map.copyOf(services);
        services.keySet()
                .forEach(it ->
                        kept.put(it, fetch(it).cache(DocsController::keep, _ -> Duration.ZERO, () -> Duration.ZERO)));
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<String> merged(ServerHttpRequest request) {
        return Flux.merge(kept.values())
                .mergeWith(ownDocument(request))
                .collectList()
                .map(all -> {
                    var documents = new EnumMap<Upstream, JsonNode>(Upstream.class);
                    all.forEach(it -> it.document().ifPresent(document -> documents.put(it.upstream(), document)));
                    var missing = services.keySet().stream()
                            .filter(it -> !documents.containsKey(it))
                            .sorted()
                            .toList();
                    return json.writeValueAsString(merging.merge(documents, missing));
                });
    }

    private static Duration keep(Fetched fetched) {
        return fetched.document().isPresent() ? KEPT_FOR : Duration.ZERO;
    }

    private Mono<Fetched> fetch(Upstream upstream) {
        return Mono.fromSupplier(() -> services.getOrDefault(upstream, URI.create("")))
                .flatMap(service -> web.get()
                        .uri(service.resolve("/v3/api-docs"))
                        .retrieve()
                        .bodyToMono(byte[].class))
                .timeout(PATIENCE)
                .map(body -> new Fetched(upstream, Optional.of(json.readTree(body))))
                .onErrorResume(_ -> Mono.just(new Fetched(upstream, Optional.empty())));
    }

    /** Springdoc scans classes for it, which takes a moment the first time. */
    private Mono<Fetched> ownDocument(ServerHttpRequest request) {
        return Mono.defer(() -> {
                    try {
                        return own.openapiJson(request, OWN, Locale.ROOT);
                    } catch (IOException e) {
                        return Mono.error(e);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic())
                .map(body -> new Fetched(Upstream.GATEWAY, Optional.of(json.readTree(body))));
    }
}
