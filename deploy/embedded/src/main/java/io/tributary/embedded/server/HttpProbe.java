package io.tributary.embedded.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server over HTTP whether it is there; silence and refusal are answers, not errors. */
public final class HttpProbe {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    private HttpProbe() {}

    /** Whether GET answers 200. */
    public static boolean isOk(URI address) throws InterruptedIOException {
        try {
            return send(HttpRequest.newBuilder(address).timeout(LIMIT).build()).statusCode() == 200;
        } catch (InterruptedIOException interrupted) {
            throw interrupted;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Sends a body and returns the status. */
    public static int send(String method, URI address, String contentType, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", contentType)
                .timeout(Duration.ofSeconds(30))
                .build();
        return send(request).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while probing").initCause(interrupted);
        }
    }
}
