package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The busiest routes are answered before Spring's own chains; nobody must notice. With a slash a path goes the ordinary way. */
class CollectorShortcutIT extends RunningService {

    private static final String TRACK = "{\"messageId\":\"m-1\",\"userId\":\"u\",\"event\":\"E\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/track | {\"messageId\":\"m-1\",\"userId\":\"u\",\"event\":\"E\"}",
                "/v1/t | {\"userId\":\"u\",\"event\":\"E\",\"messageId\":\"m-2\",\"timestamp\":\"yesterday\"}",
                "/v1/batch | {\"batch\":[{\"type\":\"track\",\"messageId\":\"m-3\",\"userId\":\"u\",\"event\":\"E\"},{}]}",
                "/v1/batch | {\"batch\":[]}",
                "/v1/import | {\"batch\":",
                "/v1/identify | ''"
            })
    void answersAsTheOrdinaryWayDoes(String path, String body) {
        var shortcut = collect(path, body);
        var ordinary = collect(path + "/", body);

        assertSame(shortcut, ordinary);
    }

    /** Of calls that are refused alike, so that no given message id differs. */
    @ParameterizedTest
    @CsvSource({
        "?strict=true, Accept, text/html",
        "?a=%00, Accept, nonsense",
        "'', Accept, text/html",
        "'', Accept, application/json",
        "?strict=true, Accept, */*",
        "?strict=true, Origin, https://shop.example",
        "?writeKey=other, X-Retry-Count, 1",
        "'', Content-Type, nonsense",
        "'', Content-Type, application/x-www-form-urlencoded",
        "'', traceparent, 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    })
    void heedsQueryAndHeadersAsTheOrdinaryWayDoes(String query, String header, String value) {
        assertSame(
                send(keyed("/v1/track" + query).header(header, value).POST(BodyPublishers.ofString("{}"))),
                send(keyed("/v1/track/" + query).header(header, value).POST(BodyPublishers.ofString("{}"))));
    }

    @Test
    void measuresABodyAsTheOrdinaryWayDoes() {
        var large = new byte[5 * 1024 * 1024];

        assertThat(sendBytes("/v1/batch", large).statusCode()).isEqualTo(413);
        assertSame(sendBytes("/v1/batch", large), sendBytes("/v1/batch/", large));
    }

    @Test
    void asksForAKeyAsTheOrdinaryWayDoes() {
        var shortcut = send(to("/v1/track").POST(BodyPublishers.ofString(TRACK)));

        assertThat(shortcut.statusCode()).isEqualTo(401);
        assertSame(shortcut, send(to("/v1/track/").POST(BodyPublishers.ofString(TRACK))));
    }

    @Test
    void stopsWhatTheFirewallStopsOnTheOrdinaryWay() throws IOException {
        var shortcut = withControlCharacter("/v1/track");

        assertThat(shortcut).startsWith("HTTP/1.1 400 ");
        assertThat(shortcut).isEqualTo(withControlCharacter("/v1/track/"));
    }

    /** The answer to a request whose Authorization holds what is U+0085 in UTF-8. */
    private String withControlCharacter(String path) throws IOException {
        try (var socket = connect()) {
            write(
                    socket,
                    ("POST " + path + " HTTP/1.1\r\nHost: collector.example\r\nConnection: close\r\n"
                                    + "Authorization: Basic \u00c2\u0085\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return answer(socket);
        }
    }

    private Socket connect() throws IOException {
        var server = to("/").build().uri();
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** All that comes until the server closes the connection. */
    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Over a bare connection, so that the head has certainly left before the body. */
    @Test
    void countsWhatIsNotAnsweredYet() throws IOException {
        await().atMost(SOON).until(() -> active() == 0);
        var body = "{\"userId\":\"u\",\"name\":\"N\"}".getBytes(StandardCharsets.US_ASCII);
        try (var socket = connect()) {
            write(
                    socket,
                    ("POST /v1/screen HTTP/1.1\r\nHost: collector.example\r\nConnection: close\r\nX-Write-Key: "
                                    + writeKey + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> active() == 1);

            write(socket, body);

            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        }
        await().atMost(SOON).until(() -> active() == 0);
    }

    @Test
    void timesEachAnswerOnce() {
        long taken = timed("/v1/screen", "200", "none");
        long refused = timed("/v1/screen", "400", "ProblemException");

        collect("/v1/screen", "{\"userId\":\"u\",\"name\":\"N\"}");
        collect("/v1/screen", "{");

        // The answer may be read before its time is noted.
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(timed("/v1/screen", "200", "none")).isEqualTo(taken + 1);
            assertThat(timed("/v1/screen", "400", "ProblemException")).isEqualTo(refused + 1);
        });
    }

    @Test
    void makesNoSession() {
        assertThat(collect("/v1/track", TRACK).headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(api("GET", "/api/v1/sources", "").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    private long timed(String path, String status, String exception) {
        return timer("http.server.requests", Tags.of("uri", path, "status", status, "exception", exception));
    }

    private HttpRequest.Builder keyed(String path) {
        return to(path).header("X-Write-Key", writeKey);
    }

    private static void assertSame(HttpResponse<String> shortcut, HttpResponse<String> ordinary) {
        assertThat(shortcut.statusCode()).isEqualTo(ordinary.statusCode());
        assertThat(withoutTrace(shortcut.body())).isEqualTo(withoutTrace(ordinary.body()));
        assertThat(headers(shortcut)).isEqualTo(headers(ordinary));
    }

    private static String withoutTrace(String body) {
        return body.replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "");
    }

    private static Map<String, Object> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        headers.remove("X-Trace-Id");
        return headers;
    }
}
