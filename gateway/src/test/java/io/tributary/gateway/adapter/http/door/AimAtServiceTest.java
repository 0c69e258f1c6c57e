package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class AimAtServiceTest {

    @ParameterizedTest
    @CsvSource({
        "http://gate.example/v1/batch, http://10.0.0.1:8081/v1/batch",
        "http://gate.example:8080/v1/t/?a=b%20c&d=%C3%A9, http://10.0.0.1:8081/v1/t/?a=b%20c&d=%C3%A9",
        "http://gate.example/api/v1/profiles/by/email/a%2Bb@mail.example?x, http://10.0.0.1:8081/api/v1/profiles/by/email/a%2Bb@mail.example?x",
        "http://gate.example, http://10.0.0.1:8081"
    })
    void keepsPathAndQueryAsTheyWereWritten(URI asked, URI aimed) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.POST, asked));
        exchange.getAttributes()
                .put(
                        ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR,
                        Route.async()
                                .id("ingestion")
                                .uri("http://10.0.0.1:8081")
                                .asyncPredicate(it -> Mono.just(true))
                                .build());

        new AimAtService().filter(exchange, it -> Mono.empty()).block();

        assertThat(exchange.<URI>getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR))
                .isEqualTo(aimed);
    }
}
