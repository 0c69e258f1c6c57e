package io.tributary.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.conformance.wire.Exchange;
import io.tributary.conformance.wire.HttpMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            200 | application/json         | {"success":true}                               | 0
            200 | application/json         | {"success":true,"accepted":1,"messageIds":[]}  | 0
            200 | text/plain               | OK                                             | 2
            200 | application/json         | {"success":false}                              | 1
            200 | application/json         | {"success":true,"rejected":[{"index":0}]}      | 1
            401 | application/problem+json | {"status":401}                                 | 1
            503 | application/problem+json | {}                                             | 1
            """)
    void takesTheAnswerThatClientsParseAndNoOther(String status, String type, String body, int faults) {
        var exchange = new Exchange(
                message("POST /v1/track HTTP/1.1", Map.of(), "{\"messageId\":\"m\"}"),
                message("HTTP/1.1 " + status + " X", Map.of("content-type", type), body),
                true);

        assertThat(ReplyCheck.faults(exchange)).hasSize(faults);
    }

    @Test
    void findsAPreflightThatDoesNotAllowWhatWasAsked() {
        var asked = message(
                "OPTIONS /v1/track HTTP/1.1",
                Map.of("origin", "https://a.example", "access-control-request-headers", "AnonymousId, SentAt"),
                "");
        var allowed = message(
                "HTTP/1.1 204 X",
                Map.of(
                        "access-control-allow-origin", "https://a.example",
                        "access-control-allow-headers", "anonymousid, sentat",
                        "access-control-max-age", "86400"),
                "");
        var refused = message(
                "HTTP/1.1 204 X",
                Map.of(
                        "access-control-allow-origin",
                        "https://b.example",
                        "access-control-allow-headers",
                        "anonymousid"),
                "");

        assertThat(ReplyCheck.faults(new Exchange(asked, allowed, true))).isEmpty();
        assertThat(ReplyCheck.faults(new Exchange(asked, refused, true))).hasSize(3);
    }

    private static HttpMessage message(String start, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new HttpMessage(start, headers, bytes, bytes);
    }
}
