package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.adapter.http.problem.TraceId;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ForwardedHeadersTest {

    private static final MockServerWebExchange EXCHANGE =
            MockServerWebExchange.from(MockServerHttpRequest.post("/v1/track")
                    .remoteAddress(new InetSocketAddress("192.0.2.1", 4711))
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("X-Forwarded-Proto", "https")
                    .header("Forwarded", "for=203.0.113.9")
                    .header("x-tenant", "globex")
                    .header("X-CDP-Tenant", "globex")
                    .header("X-Retry-Count", "3")
                    .header("AnonymousId", "YWJj"));

    private static HttpHeaders filtered(ForwardedHeaders filter) {
        return filter.filter(EXCHANGE.getRequest().getHeaders(), EXCHANGE);
    }

    @Test
    void dropsWhatACallerSaysAboutItself() {
        var headers = filtered(new ForwardedHeaders(false));

        assertThat(headers.headerNames()).containsExactlyInAnyOrder("X-Retry-Count", "AnonymousId", "X-Forwarded-For");
        assertThat(headers.get("X-Forwarded-For")).containsExactly("192.0.2.1");
    }

    @Test
    void believesATrustedProxyButNeverATenantHeader() {
        var headers = filtered(new ForwardedHeaders(true));

        assertThat(headers.get("X-Forwarded-For")).containsExactly("203.0.113.9", "192.0.2.1");
        assertThat(headers.getFirst("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(headers.headerNames()).doesNotContain("x-tenant", "X-CDP-Tenant", "Forwarded");
    }

    @Test
    void handsTheTraceOn() {
        var exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/v1/track").header("traceparent", "nonsense"));
        var parent = TraceId.begin(exchange);

        var headers = new ForwardedHeaders(false).filter(exchange.getRequest().getHeaders(), exchange);

        assertThat(headers.get("traceparent")).containsExactly(parent);
        assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }
}
