package io.tributary.gateway.config;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.problem.Problems;
import io.tributary.gateway.adapter.http.problem.RefusedExchanges;
import io.tributary.gateway.fault.IdentityProviderUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens are read on the API only; who may do what is the door's decision. Collector requests never enter this chain:
 * their credentials are not tokens.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfig {

    private static final Duration KEYS_WITHIN = Duration.ofSeconds(5);
    private static final String BAD_TOKEN = "Send a valid access token as Bearer; it may have expired.";

    /** Every read key begins so; no access token does. */
    private static final String READ_KEY = "rk_";

    /** Before Spring's own, which stands at -1. */
    @Bean
    @Order(-2)
    Problems problems(JsonMapper json, Clock clock) {
        return new Problems(json, clock);
    }

    @Bean
    RefusedExchanges refusedExchanges(Problems problems) {
        return new RefusedExchanges(problems);
    }

    /** Stands before Spring's chains and before the collector's short way. */
    @Bean
    ServerWebExchangeFirewall wall() {
        return new StrictServerWebExchangeFirewall();
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain api(ServerHttpSecurity http, ReactiveJwtDecoder decoder, Problems problems) {
        return plain(http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/api/v1/**")))
                .authorizeExchange(routes -> routes.anyExchange().permitAll())
                .oauth2ResourceServer(server -> server.bearerTokenConverter(tokens())
                        .jwt(jwt -> jwt.jwtDecoder(token -> decoded(decoder, token)))
                        .authenticationEntryPoint(
                                (exchange, _) -> problems.write(exchange, ProblemType.UNAUTHENTICATED, BAD_TOKEN)))
                .build();
    }

    /** A page may send its source's read key where a token would stand: the service that it is good for checks it. */
    private static ServerAuthenticationConverter tokens() {
        var converter = new ServerBearerTokenAuthenticationConverter();
        return exchange -> converter
                .convert(exchange)
                .filter(it -> !String.valueOf(it.getCredentials()).startsWith(READ_KEY));
    }

    /** Keys that cannot be fetched say nothing about the token: the caller is told to come back. */
    private static Mono<Jwt> decoded(ReactiveJwtDecoder decoder, String token) {
        return decoder.decode(token)
                .timeout(KEYS_WITHIN)
                .onErrorMap(
                        failure -> failure instanceof IllegalStateException || failure instanceof TimeoutException,
                        IdentityProviderUnavailable::new);
    }

    /** Everything else passes untouched; with no chain at all, another one would ask for a password. */
    @Bean
    @Order(2)
    SecurityWebFilterChain rest() {
        return new MatcherSecurityWebFilterChain(
                ServerWebExchangeMatchers.anyExchange(), List.of((exchange, chain) -> chain.filter(exchange)));
    }

    /** Spring would time each filter of each chain for each request. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /** Without sessions: credentials come with each request, and looking for a session makes one. */
    private static ServerHttpSecurity plain(ServerHttpSecurity http) {
        return http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable);
    }
}
