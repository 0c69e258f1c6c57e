package io.tributary.conformance.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and the endpoint on a port of this machine: passes every byte on, keeps what passed, can lose a
 * reply after the endpoint has given it, and can send a recorded request again. Of a request only the Host header changes.
 */
public final class RecordingProxy implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI target;
    private final Passage passage;
    private final ServerSocket listening;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public RecordingProxy(URI target, Passage passage) {
        this.target = target;
        this.passage = passage;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port of this machine is free", e);
        }
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    /** Where clients send to. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** What has passed so far, in the order in which it ended. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Sends a recorded request again, byte for byte; fails when the endpoint does not answer. */
    public Exchange repeat(Exchange exchange) {
        try {
            return new Exchange(exchange.request(), ask(exchange.request()), false);
        } catch (IOException e) {
            throw new UncheckedIOException("a repeated request was not answered", e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                open.add(client);
                Thread.ofVirtual().name("proxied").start(() -> serve(client));
            } catch (SocketException e) {
                // Closed: nobody is to be accepted any more.
                return;
            } catch (IOException e) {
                throw new UncheckedIOException("connections cannot be accepted", e);
            }
        }
    }

    /** One request a connection: the reply asks the client to open another for the next. */
    private void serve(Socket client) {
        try (client) {
            var request = HttpMessage.read(new BufferedInputStream(client.getInputStream()));
            if (request != null) {
                pass(request, client);
            }
        } catch (IOException e) {
            // A connection that breaks is an ordinary thing here: the client sees the same and does what it does.
        } finally {
            open.remove(client);
        }
    }

    private void pass(HttpMessage request, Socket client) throws IOException {
        var reply = askOrNull(request);
        var exchange = new Exchange(request, reply, true);
        if (reply == null || passage.of(exchange) == Passage.Fate.LOSE) {
            exchanges.add(new Exchange(request, reply, false));
            return;
        }
        exchanges.add(exchange);
        client.getOutputStream().write(reply.bytesWith("connection", "close"));
        client.getOutputStream().flush();
    }

    private @Nullable HttpMessage askOrNull(HttpMessage request) {
        try {
            return ask(request);
        } catch (IOException e) {
            return null;
        }
    }

    private HttpMessage ask(HttpMessage request) throws IOException {
        try (var endpoint = connect()) {
            endpoint.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            endpoint.getOutputStream().write(request.bytesWith("host", host()));
            endpoint.getOutputStream().flush();
            var reply = HttpMessage.read(new BufferedInputStream(endpoint.getInputStream()));
            if (reply == null) {
                throw new IOException("the endpoint closed the connection without an answer");
            }
            return reply;
        }
    }

    private Socket connect() throws IOException {
        if (!isTls()) {
            return new Socket(target.getHost(), port());
        }
        var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket(target.getHost(), port());
        var parameters = socket.getSSLParameters();
        // A bare socket checks the certificate and not whose it is.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private boolean isTls() {
        return "https".equals(target.getScheme().toLowerCase(Locale.ROOT));
    }

    private int port() {
        return target.getPort() >= 0 ? target.getPort() : isTls() ? 443 : 80;
    }

    private String host() {
        return target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot be closed", e);
        }
    }
}
