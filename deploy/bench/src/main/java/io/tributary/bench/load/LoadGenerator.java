package io.tributary.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends load from one event loop, over connections that are open before the first request leaves. One run at a time. */
public final class LoadGenerator implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    /** How long answers may take after the last send. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** Returns when every request has its answer, or when patience has ended; then those without are lost. */
    public LoadResult run(Target target, Pace pace, Bodies bodies) throws InterruptedException {
        return run(target, pace, bodies, () -> {});
    }

    /** As {@link #run(Target, Pace, Bodies)}; {@code ready} is called when the connections are open, before the first send. */
    public LoadResult run(Target target, Pace pace, Bodies bodies, Runnable ready) throws InterruptedException {
        var channels = new ArrayList<Channel>();
        var connections = new ArrayList<Connection>();
        try {
            for (int i = 0; i < pace.connections(); i++) {
                var connection = new Connection();
                channels.add(connect(target, connection));
                connections.add(connection);
            }
            ready.run();
            return await(new Run(loops.next(), connections, pace, target, bodies), pace);
        } finally {
            for (var channel : channels) {
                channel.close().sync();
            }
        }
    }

    private Channel connect(Target target, Connection connection) throws InterruptedException {
        var address =
                new InetSocketAddress(target.base().getHost(), target.base().getPort());
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), connection);
                    }
                })
                .connect(address)
                .sync()
                .channel();
    }

    private static LoadResult await(Run run, Pace pace) throws InterruptedException {
        var result = run.begin();
        try {
            return result.get(pace.duration().plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            run.giveUp();
            return result.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the generator failed", e.getCause());
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
