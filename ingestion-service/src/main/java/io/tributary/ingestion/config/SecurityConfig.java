package io.tributary.ingestion.config;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.adapter.http.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.HttpStatusExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/**
 * Everything under {@code /api/v1} needs a token that this service verifies itself. The collector's routes carry a write
 * key instead; a Bearer token that some clients send beside it is not ours to judge, so no token filter stands there.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfig {

    /** Stands before Spring's chains and before the collector's shortcut. */
    @Bean
    ServerWebExchangeFirewall wall() {
        return new StrictServerWebExchangeFirewall();
    }

    @Bean
    ServerExchangeRejectedHandler refusedExchanges() {
        return new HttpStatusExchangeRejectedHandler();
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain api(ServerHttpSecurity http, Problems problems) {
        return plain(http)
                .securityMatcher(new PathPatternParserServerWebExchangeMatcher("/api/v1/**"))
                .authorizeExchange(routes -> routes.anyExchange().authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint((exchange, refusal) -> problems.write(
                                exchange, ProblemType.UNAUTHENTICATED, "Send a valid access token as Bearer.")))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((exchange, refusal) -> problems.write(
                                exchange, ProblemType.UNAUTHENTICATED, "Send an access token as Bearer."))
                        .accessDeniedHandler((exchange, refusal) -> problems.write(
                                exchange, ProblemType.FORBIDDEN, "The role of this account does not allow the call.")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain open(ServerHttpSecurity http) {
        return plain(http)
                .authorizeExchange(routes -> routes.anyExchange().permitAll())
                .build();
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
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable);
    }
}
