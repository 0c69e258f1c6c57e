package io.tributary.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One connection, which carries one request at a time. Everything happens on its event loop. */
final class Connection extends ChannelInboundHandlerAdapter {

    /** Who hears of answers. */
    interface Listener {

        void answered(Connection connection, int status, long intendedNanos);

        /** The connection is of no use any more; {@code waiting} when an answer was outstanding. */
        void broken(Connection connection, boolean waiting);
    }

    private @Nullable Listener listener;
    private @Nullable Channel channel;
    private long intendedNanos;
    private int status;
    private boolean waiting;

    void listenWith(Listener hears) {
        this.listener = hears;
    }

    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    void send(byte[] head, byte[] body, long intended) {
        if (channel == null) {
            throw new IllegalStateException("not connected");
        }
        intendedNanos = intended;
        waiting = true;
        ByteBuf request = channel.alloc().directBuffer(head.length + body.length);
        request.writeBytes(head).writeBytes(body);
        var _ = channel.writeAndFlush(request, channel.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            // What does not parse is no answer that anybody could use.
            status = response.decoderResult().isSuccess() ? response.status().code() : 0;
        }
        boolean last = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (last && waiting && listener != null) {
            waiting = false;
            listener.answered(this, status, intendedNanos);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        boolean outstanding = waiting;
        waiting = false;
        if (listener != null) {
            listener.broken(this, outstanding);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
