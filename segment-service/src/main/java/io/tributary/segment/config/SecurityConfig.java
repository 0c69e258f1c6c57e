package io.tributary.segment.config;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.Problems;
import io.tributary.segment.adapter.http.ReadKeyCredentials;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import reactor.core.publisher.Mono;

/**
 * Everything under {@code /api/v1} needs a token that this service verifies itself, or, on the one route for pages, a read
 * key; the rest carries no tenant.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfig {

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, Problems problems) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                // A page sends its source's read key there, which the controller checks.
                .authorizeExchange(
                        routes -> routes.pathMatchers("/api/v1/personalization", "/api/v1/personalization/**")
                                .permitAll()
                                .pathMatchers("/api/v1/**")
                                .authenticated()
                                .anyExchange()
                                .permitAll())
                .oauth2ResourceServer(server -> server.bearerTokenConverter(tokens())
                        .jwt(Customizer.withDefaults())
                        .authenticationEntryPoint((exchange, refusal) -> problems.write(
                                exchange, ProblemType.UNAUTHENTICATED, "Send a valid access token as Bearer.")))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((exchange, refusal) -> problems.write(
                                exchange, ProblemType.UNAUTHENTICATED, "Send an access token as Bearer."))
                        .accessDeniedHandler((exchange, refusal) -> problems.write(
                                exchange, ProblemType.FORBIDDEN, "The role of this account does not allow the call.")))
                .build();
    }

    /** A read key in the place of an access token is no token. */
    private static ServerAuthenticationConverter tokens() {
        var converter = new ServerBearerTokenAuthenticationConverter();
        return exchange ->
                ReadKeyCredentials.isBearer(exchange.getRequest()) ? Mono.empty() : converter.convert(exchange);
    }
}
