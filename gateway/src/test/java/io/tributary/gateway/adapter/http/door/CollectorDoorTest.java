package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.route.RoutingTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class CollectorDoorTest {

    private static final RoutingTable TABLE = RoutingTable.ofTheSuite();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch",
                "/v1/batch/",
                "/v1/t?strict=true",
                "/beacon/v1/batch",
                "/v1/projects/wk_1-A/settings",
                "/sourceConfig/?writeKey=a%2Fb",
                "/api/s/s2s/track"
            })
    void takesTheCollectorsPathsAsTheyAreDocumented(String path) {
        assertThat(takes(HttpMethod.POST, path)).isTrue();
        assertThat(takes(HttpMethod.GET, path)).isTrue();
        assertThat(takes(HttpMethod.OPTIONS, path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//batch",
                "//v1/batch",
                "/v1/./batch",
                "/v1/../api/v1/sources",
                "/v1/%62atch",
                "/v1/batch;a=b",
                "/v1/a.b",
                "/api/v1/sources",
                "/docs",
                "/"
            })
    void leavesEverythingElseToTheFirewall(String path) {
        assertThat(takes(HttpMethod.POST, path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "TRACE", "BREW"})
    void leavesOtherMethodsToTheFirewall(String method) {
        assertThat(takes(HttpMethod.valueOf(method), "/v1/batch")).isFalse();
    }

    private static boolean takes(HttpMethod method, String path) {
        return CollectorDoor.takes(
                MockServerHttpRequest.method(method, java.net.URI.create("http://gate.example" + path))
                        .build(),
                TABLE);
    }
}
