package io.tributary.activation;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a marketer asks of the service, over HTTP. */
record Marketer(String uri, String token) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    String destination(String key, String kind, String config, String secrets) {
        return post(
                        "/api/v1/destinations",
                        "{\"key\":\"%s\",\"name\":\"%s\",\"kind\":\"%s\",\"config\":%s,\"secrets\":%s}"
                                .formatted(key, key, kind, config, secrets))
                .path("id")
                .stringValue();
    }

    String audience(String key, String destination, boolean streaming) {
        return post(
                        "/api/v1/audiences",
                        "{\"key\":\"%s\",\"segmentKey\":\"vip\",\"destinationId\":\"%s\",\"mode\":\"target\",\"streaming\":%s}"
                                .formatted(key, destination, streaming))
                .path("id")
                .stringValue();
    }

    JsonNode post(String path, String body) {
        return post(path, body, 201);
    }

    JsonNode post(String path, String body, int status) {
        return JSON.readTree(WebTestClient.bindToServer()
                .baseUrl(uri)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
