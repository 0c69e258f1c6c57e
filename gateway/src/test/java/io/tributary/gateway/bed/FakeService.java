package io.tributary.gateway.bed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A service behind the gateway: keeps what it is sent and answers what a test told it to, else 200 {@code {}}. */
public final class FakeService implements AutoCloseable {

    /** A request as it arrived, and the port that names its connection. */
    public record Seen(String method, String target, Map<String, String> headers, ByteBuffer body, int callerPort) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** How a path answers. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private FakeService(HttpServer server) {
        this.server = server;
    }

    public static FakeService start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var service = new FakeService(server);
            server.createContext("/", service::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Requests whose path starts so, in the order of arrival. */
    public List<Seen> seen(String pathStart) {
        synchronized (seen) {
            return seen.stream().filter(it -> it.target().startsWith(pathStart)).toList();
        }
    }

    /** Over how many connections these requests came. */
    public long connectionsOf(String pathStart) {
        return seen(pathStart).stream().map(Seen::callerPort).distinct().count();
    }

    public void at(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    public void answers(String path, int status, String type, String body) {
        at(path, exchange -> send(exchange, status, type, body));
    }

    /** Takes the request and never answers. */
    public void hangsAt(String path) {
        at(path, _ -> hang());
    }

    /** Takes the request and closes its connection without a word. */
    public void hangsUpAt(String path) {
        at(path, _ -> {});
    }

    /** For a behaviour that goes no further. */
    public void hang() throws InterruptedException {
        closing.await(1, TimeUnit.MINUTES);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            var body = exchange.getRequestBody().readAllBytes();
            synchronized (seen) {
                seen.add(new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        Map.copyOf(headers),
                        ByteBuffer.wrap(body),
                        exchange.getRemoteAddress().getPort()));
            }
            behaviours
                    .getOrDefault(exchange.getRequestURI().getPath(), it -> send(it, 200, "application/json", "{}"))
                    .answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A whole answer. */
    public static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
