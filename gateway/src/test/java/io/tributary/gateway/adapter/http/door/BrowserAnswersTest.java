package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class BrowserAnswersTest {

    @Test
    void letsAPageReadARefusalOfTheGateway() {
        var answer = answered("https://shop.example", null);

        assertThat(answer.getAccessControlAllowOrigin()).isEqualTo("https://shop.example");
        assertThat(answer.getAccessControlExposeHeaders()).contains("Retry-After");
        assertThat(answer.getVary()).containsExactly("Origin");
    }

    @Test
    void leavesWhatAServiceSaidAsItIs() {
        var answer = answered("https://shop.example", "https://other.example");

        assertThat(answer.get(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).containsExactly("https://other.example");
        assertThat(answer.getVary()).isEmpty();
    }

    @Test
    void saysNothingToAClientThatIsNoPage() {
        assertThat(answered(null, null).getAccessControlAllowOrigin()).isNull();
    }

    private static HttpHeaders answered(@Nullable String origin, @Nullable String saidByService) {
        var request = MockServerHttpRequest.post("/v1/t");
        if (origin != null) {
            request.header(HttpHeaders.ORIGIN, origin);
        }
        var exchange = MockServerWebExchange.from(request);
        BrowserAnswers.readable(exchange);
        exchange.getResponse().setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
        if (saidByService != null) {
            exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR, "any");
            exchange.getResponse().getHeaders().setAccessControlAllowOrigin(saidByService);
        }
        exchange.getResponse().setComplete().block();
        return exchange.getResponse().getHeaders();
    }
}
