package io.tributary.local.prove.replies;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** One request to the collector. */
final class Ask {

    /** The broker may take its ten seconds to be given up. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String path;
    private final String writeKey;
    private final byte[] body;
    private final boolean chunked;

    private Ask(String path, String writeKey, byte[] body, boolean chunked) {
        this.path = path;
        this.writeKey = writeKey;
        this.body = body;
        this.chunked = chunked;
    }

    /** {@code path} with its query; the key is sent as Basic user, an empty one is not sent. */
    static Ask post(String path, String writeKey, String body) {
        return post(path, writeKey, body.getBytes(StandardCharsets.UTF_8));
    }

    static Ask post(String path, String writeKey, byte[] body) {
        return new Ask(path, writeKey, body, false);
    }

    /** The same without a Content-Length, so that a limit must count. */
    Ask inChunks() {
        return new Ask(path, writeKey, body, true);
    }

    HttpRequest to(URI door) {
        var request =
                HttpRequest.newBuilder(door.resolve(path)).timeout(TIMEOUT).POST(publisher());
        if (!writeKey.isEmpty()) {
            var user = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + user);
        }
        return request.build();
    }

    private HttpRequest.BodyPublisher publisher() {
        if (body.length == 0) {
            return HttpRequest.BodyPublishers.noBody();
        }
        return chunked
                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : HttpRequest.BodyPublishers.ofByteArray(body);
    }

    static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
