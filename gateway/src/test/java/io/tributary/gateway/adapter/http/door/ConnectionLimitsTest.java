package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionLimits limits = new ConnectionLimits(2, 3, meters.counter("refused"));

    private EmbeddedChannel connect(String address) {
        var channel = new EmbeddedChannel();
        limits.admit(channel, new InetSocketAddress(address, 4711));
        return channel;
    }

    @Test
    void closesWhatOneAddressHasTooMuch() {
        var first = connect("192.0.2.1");
        var second = connect("192.0.2.1");

        var third = connect("192.0.2.1");

        assertThat(third.isOpen()).isFalse();
        assertThat(first.isOpen() && second.isOpen()).isTrue();
        assertThat(connect("192.0.2.2").isOpen()).isTrue();
        assertThat(connect("192.0.2.3").isOpen()).isFalse();
        assertThat(meters.counter("refused").count()).isEqualTo(2);
    }

    @Test
    void givesAPlaceBackWhenAConnectionEnds() {
        var first = connect("192.0.2.1");
        connect("192.0.2.1");

        first.close().syncUninterruptibly();

        assertThat(connect("192.0.2.1").isOpen()).isTrue();
    }
}
