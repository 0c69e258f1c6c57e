package io.tributary.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentCallTest {

    @ParameterizedTest
    @CsvSource({"/v1/track, track", "/v1/t, track", "/v1/identify/, identify", "/api/s/s2s/page, page", "/v1/g, group"})
    void knowsTheTypeByTheRoute(String path, String type) {
        assertThat(SentCall.of(post(path, "{\"messageId\":\"m\"}".getBytes(StandardCharsets.UTF_8))))
                .extracting(SentCall::type, SentCall::messageId)
                .containsExactly(tuple(type, "m"));
    }

    @Test
    void mergesWhatTheEnvelopeSaysUnderEachCall() throws IOException {
        var body = "{\"batch\":[{\"type\":\"track\",\"context\":{\"ip\":\"1\"}},{\"type\":\"page\",\"sentAt\":\"b\"}],"
                + "\"context\":{\"ip\":\"9\",\"library\":{\"name\":\"x\"}},\"sentAt\":\"a\"}";

        var calls = SentCall.of(post("/v1/import/", gzip(body)));

        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).call().path("context").toString())
                .isEqualTo("{\"ip\":\"1\",\"library\":{\"name\":\"x\"}}");
        assertThat(calls.get(0).text("sentAt")).isEqualTo("a");
        assertThat(calls.get(1).call().path("context").path("ip").asString()).isEqualTo("9");
        assertThat(calls.get(1).text("sentAt")).isEqualTo("b");
    }

    @Test
    void findsNoCallsWhereThereAreNone() {
        assertThat(SentCall.of(post("/v1/m", "{\"series\":[]}".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(SentCall.of(post("/v1/track", new byte[] {1, 2}))).isEmpty();
    }

    private static Exchange post(String path, byte[] body) {
        return new Exchange(new HttpMessage("POST " + path + " HTTP/1.1", Map.of(), body, body), null, false);
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
