package io.tributary.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server on plain sockets, independent of the library that the generator is made of. */
final class FakeServer implements AutoCloseable {

    /** The first {@code stalled} requests are answered after a while, all with the same status. */
    record Behaviour(int stallMillis, int status, int stalled) {

        static final Behaviour HANGS_UP = new Behaviour(0, 0, 0);
    }

    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final AtomicInteger requests = new AtomicInteger();

    FakeServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::acceptAll);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            while (readRequest(in)) {
                if (behaviour.equals(Behaviour.HANGS_UP)) {
                    return;
                }
                if (requests.incrementAndGet() <= behaviour.stalled()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(behaviour.stallMillis()));
                }
                client.getOutputStream()
                        .write(("HTTP/1.1 " + behaviour.status() + " X\r\nContent-Length: 2\r\n\r\n{}")
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads head and body; false at the end of the stream. */
    private static boolean readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        var marker = "Content-Length: ";
        int at = head.indexOf(marker) + marker.length();
        int length = Integer.parseInt(head.substring(at, head.indexOf("\r", at)));
        return in.readNBytes(length).length == length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
