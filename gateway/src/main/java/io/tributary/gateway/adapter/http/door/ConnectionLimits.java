package io.tributary.gateway.adapter.http.door;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

/** Closes a connection at once when its address, or the whole gateway, already has as many as it may have. */
public final class ConnectionLimits {

    private final int perAddress;
    private final int all;
    private final Counter refused;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    public ConnectionLimits(int perAddress, int all, Counter refused) {
        this.perAddress = perAddress;
        this.all = all;
        this.refused = refused;
    }

    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, remote) -> admit(channel, remote));
    }

    void admit(Channel channel, @Nullable SocketAddress remote) {
        var address =
                remote instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "";
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        int ofAll = open.incrementAndGet();
        var _ = channel.closeFuture().addListener(_ -> leave(address));
        if (ofAddress > perAddress || ofAll > all) {
            refused.increment();
            // The listener above sees the end of it.
            var _ = channel.close();
        }
    }

    private void leave(String address) {
        open.decrementAndGet();
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
}
