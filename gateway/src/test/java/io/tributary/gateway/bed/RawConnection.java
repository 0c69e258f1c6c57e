package io.tributary.gateway.bed;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One TCP connection that is written to as a test wishes, for what no HTTP client does on demand: several requests at
 * once, half a body. An answer that does not come within five seconds is a {@link java.net.SocketTimeoutException}.
 */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MS = 5_000;
    private static final int HEX = 16;
    /** In {@code HTTP/1.1 200 OK}. */
    private static final int STATUS_START = 9;

    private static final int STATUS_END = 12;

    /** An answer as it came; header names are in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final Socket socket;
    private final InputStream in;

    public RawConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A request without a body. */
    public static String get(String path, String... headers) {
        return head("GET", path, headers) + "\r\n";
    }

    /** A request whose body is all there. */
    public static String post(String path, String body, String... headers) {
        return declared(path, body.length(), headers) + body;
    }

    /** The head of a request that says how long its body will be. */
    public static String declared(String path, int length, String... headers) {
        return head("POST", path, headers) + "Content-Length: " + length + "\r\n\r\n";
    }

    /** The head of a request whose body comes in chunks. */
    public static String chunked(String path, String... headers) {
        return head("POST", path, headers) + "Transfer-Encoding: chunked\r\n\r\n";
    }

    /** One chunk of a body; an empty one ends it. */
    public static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static String head(String method, String path, String... headers) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: gateway.example\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return head.toString();
    }

    /** Sends the texts in one piece. */
    public void write(String... texts) throws IOException {
        socket.getOutputStream().write(String.join("", texts).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next answer, whole. */
    public Answer read() throws IOException {
        int status = Integer.parseInt(line().substring(STATUS_START, STATUS_END));
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + "," + other);
        }
        var body = headers.getOrDefault("transfer-encoding", "").equals("chunked")
                ? chunks()
                : bytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(status, headers, body);
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int size = Integer.parseInt(line(), HEX); size > 0; size = Integer.parseInt(line(), HEX)) {
            body.append(bytes(size));
            line();
        }
        line();
        return body.toString();
    }

    private String bytes(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
