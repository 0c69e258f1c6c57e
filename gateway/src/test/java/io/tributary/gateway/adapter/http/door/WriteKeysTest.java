package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class WriteKeysTest {

    @ParameterizedTest
    @CsvSource({
        "/beacon/v1/batch?writeKey=abc, abc",
        "/beacon/v1/batch?p=1&writeKey=abc&v=2, abc",
        "/beacon/v1/batch?writeKey=, ''",
    })
    void findsTheKeyInTheQuery(String uri, String key) {
        assertThat(WriteKeys.in(MockServerHttpRequest.get(uri).build())).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"/v1/batch", "/v1/batch?mywriteKey=abc", "/v1/batch?p=1"})
    void knowsWhenTheKeyIsElsewhere(String uri) {
        assertThat(WriteKeys.in(MockServerHttpRequest.get(uri).build())).isNull();
    }

    @Test
    void prefersTheHeaders() {
        var basic = MockServerHttpRequest.get("/v1/batch?writeKey=other")
                .header("Authorization", "Basic abc")
                .build();
        var jitsu = MockServerHttpRequest.get("/api/s/track")
                .header("X-Write-Key", "abc")
                .build();

        assertThat(WriteKeys.in(basic)).isEqualTo("Basic abc");
        assertThat(WriteKeys.in(jitsu)).isEqualTo("abc");
    }
}
