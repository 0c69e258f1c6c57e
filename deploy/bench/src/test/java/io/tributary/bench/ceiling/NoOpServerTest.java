package io.tributary.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class NoOpServerTest {

    @Test
    void answersEveryRequestAfterItsBodyWithTheSame() throws Exception {
        var server = NoOpServer.start(0);
        try (var client = HttpClient.newHttpClient()) {
            int port = ((InetSocketAddress) server.localAddress()).getPort();
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/batch"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[300_000]))
                    .build();

            for (int i = 0; i < 3; i++) {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"success\":true,\"accepted\":1}");
            }
        } finally {
            server.close().sync();
        }
    }
}
