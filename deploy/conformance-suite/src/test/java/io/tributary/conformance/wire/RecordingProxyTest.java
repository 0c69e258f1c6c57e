package io.tributary.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy between the JDK's client and the JDK's server. */
class RecordingProxyTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("Transfer-encoding") + " " + body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] answer = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    @Test
    void passesRequestsAndRepliesOnAndRecordsThem() throws IOException, InterruptedException {
        try (var proxy = new RecordingProxy(target(), Passage.OPEN)) {
            var answer = post(proxy, BodyPublishers.ofString("{\"a\":1}"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"success\":true}");
            assertThat(seen).containsExactly("POST /v1/batch?x=1 " + target().getAuthority() + " null {\"a\":1}");
            var exchange = proxy.exchanges().getFirst();
            assertThat(exchange.method()).isEqualTo("POST");
            assertThat(exchange.path()).isEqualTo("/v1/batch");
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.delivered()).isTrue();
            assertThat(exchange.request().text()).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void keepsTheChunksOfARequest() throws IOException, InterruptedException {
        try (var proxy = new RecordingProxy(target(), Passage.OPEN)) {
            post(
                    proxy,
                    BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream("{\"b\":2}".getBytes(StandardCharsets.UTF_8))));

            assertThat(seen.getFirst()).endsWith(" chunked {\"b\":2}");
            assertThat(proxy.exchanges().getFirst().request().text()).isEqualTo("{\"b\":2}");
        }
    }

    @Test
    void losesAReplyThatTheEndpointHasGiven() throws IOException, InterruptedException {
        var first = new AtomicInteger();
        Passage passage = exchange -> first.getAndIncrement() == 0 ? Passage.Fate.LOSE : Passage.Fate.DELIVER;
        try (var proxy = new RecordingProxy(target(), passage)) {
            assertThatThrownBy(() -> post(proxy, BodyPublishers.ofString("one")))
                    .isInstanceOf(IOException.class);
            var again = post(proxy, BodyPublishers.ofString("one"));

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(seen).hasSize(2);
            assertThat(proxy.exchanges()).extracting(Exchange::delivered).containsExactly(false, true);
            assertThat(proxy.exchanges()).extracting(Exchange::status).containsExactly(200, 200);
        }
    }

    @Test
    void repeatsARequestByteForByte() throws IOException, InterruptedException {
        try (var proxy = new RecordingProxy(target(), Passage.OPEN)) {
            post(proxy, BodyPublishers.ofString("{\"c\":3}"));

            var repeated = proxy.repeat(proxy.exchanges().getFirst());

            assertThat(repeated.status()).isEqualTo(200);
            assertThat(seen.get(1)).isEqualTo(seen.get(0));
        }
    }

    @Test
    void cutsTheConnectionWhenTheEndpointIsGone() {
        endpoint.stop(0);
        try (var proxy = new RecordingProxy(target(), Passage.OPEN)) {
            assertThatThrownBy(() -> post(proxy, BodyPublishers.ofString("x"))).isInstanceOf(IOException.class);

            assertThat(proxy.exchanges().getFirst().status()).isZero();
        }
    }

    private URI target() {
        return URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort());
    }

    private HttpResponse<String> post(RecordingProxy proxy, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(proxy.address().resolve("/v1/batch?x=1"))
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
