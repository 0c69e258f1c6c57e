package io.tributary.doubles;

import com.sun.net.httpserver.HttpServer;
import io.tributary.doubles.fault.FaultScript;
import io.tributary.doubles.inspect.Desk;
import io.tributary.doubles.inspect.Provisioning;
import io.tributary.doubles.meta.Meta;
import io.tributary.doubles.request.RequestLog;
import io.tributary.doubles.sendgrid.SendGrid;
import io.tributary.doubles.webhook.Webhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** All doubles behind one port on loopback. Closing it stops the port first and then the journals. */
public final class DoublesServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;
    private final Desk desk;
    private final FileChannel lockFile;

    private DoublesServer(HttpServer server, ExecutorService threads, Desk desk, FileChannel lockFile) {
        this.server = server;
        this.threads = threads;
        this.desk = desk;
        this.lockFile = lockFile;
    }

    /** Replays what the directory keeps, then listens. Fails when another program uses the directory or the port. */
    public static DoublesServer start(Settings settings, InstantSource clock) throws IOException {
        // Without it every small answer on a kept connection waits for the other side's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var directory = settings.directory();
        Files.createDirectories(directory);
        var lockFile = locked(directory);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        var server = HttpServer.create(address, 0);
        var desk = new Desk(
                new SendGrid(directory, settings.sendgridKeys(), settings.jobDelay(), clock),
                new Meta(directory, settings.metaTokens(), clock),
                new Webhooks(directory, clock),
                new FaultScript(),
                RequestLog.open(directory.resolve("requests"), RequestLog.Bounds.STANDARD));
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", new Front(desk, clock));
        server.start();
        return new DoublesServer(server, threads, desk, lockFile);
    }

    private static FileChannel locked(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException("another program uses the data directory " + directory);
        }
        return channel;
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Sets up what the document describes; empty when a part of it is not acceptable. */
    Optional<ObjectNode> provision(ObjectNode document) {
        return new Provisioning(desk).all(document);
    }

    @Override
    public void close() throws IOException {
        desk.faults().clear();
        server.stop(0);
        threads.shutdownNow();
        for (var platform : desk.platforms()) {
            platform.close();
        }
        desk.requests().close();
        lockFile.close();
    }
}
