package io.tributary.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.embedded.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void laysSevenPortsInARow() throws IOException {
        assertThat(PortPlan.from(9_100)).isEqualTo(new PortPlan(9_100, 9_101, 9_102, 9_103, 9_104, 9_105, 9_106));
    }

    @Test
    void refusesATakenPortByNameAndSaysWhatToDo() throws IOException {
        int port = Ports.free(1).getFirst();

        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortPlan.requireFree("Kafka", socket.getLocalPort()))
                    .hasMessageContaining("port " + port + " (Kafka) is taken")
                    .hasMessageContaining("choose another row of ports");
        }

        assertThatCode(() -> PortPlan.requireFree("Kafka", port)).doesNotThrowAnyException();
    }
}
