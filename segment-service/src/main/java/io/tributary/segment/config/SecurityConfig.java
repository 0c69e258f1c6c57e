package io.tributary.segment.config;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Everything under {@code /api/v1} needs a token that this service verifies itself; the rest carries no tenant. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfig {

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, Problems problems) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .authorizeExchange(routes -> routes.pathMatchers("/api/v1/**")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint((exchange, refusal) -> problems.write(
                                exchange, ProblemType.UNAUTHENTICATED, "Send a valid access token as Bearer.")))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((exchange, refusal) -> problems.write(
                                exchange, ProblemType.UNAUTHENTICATED, "Send an access token as Bearer."))
                        .accessDeniedHandler((exchange, refusal) -> problems.write(
                                exchange, ProblemType.FORBIDDEN, "The role of this account does not allow the call.")))
                .build();
    }
}
