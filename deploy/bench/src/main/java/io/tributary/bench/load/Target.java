package io.tributary.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where requests go, and with which write key. */
public record Target(URI base, String path, String writeKey) {

    /** Everything of a request before its body, for bodies of that size. */
    byte[] head(int bodyBytes) {
        var user = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        return """
                POST %s HTTP/1.1\r
                Host: %s:%d\r
                Authorization: Basic %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(path, base.getHost(), base.getPort(), user, bodyBytes)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
